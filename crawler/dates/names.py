"""The names of months and weekdays, from Unicode CLDR 47 with what blogs write beside it."""

from __future__ import annotations

#: Language to the forms of its twelve months, comma separated; a form of two words has ``_``.
MONTHS = {
    "en": """
    january jan, february feb, march mar, april apr, may, june jun, july jul, august aug,
    september sep sept, october oct, november nov, december dec
    """,
    "de": """
    januar jan jänner jän, februar feb feber, märz mär mrz maerz, april apr, mai, juni jun, juli
    jul, august aug, september sept sep, oktober okt, november nov, dezember dez
    """,
    "fr": """
    janvier janv jan, février févr fév fev fevr, mars mar, avril avr, mai, juin, juillet
    juil jul, août aou, septembre sept sep, octobre oct, novembre nov, décembre déc dec
    """,
    "es": """
    enero ene, febrero feb, marzo mar, abril abr, mayo may, junio jun, julio jul, agosto ago,
    septiembre sept sep set setiembre, octubre oct, noviembre nov, diciembre dic
    """,
    "it": """
    gennaio gen genn, febbraio feb febb, marzo mar, aprile apr, maggio mag, giugno giu, luglio
    lug, agosto ago, settembre set sett, ottobre ott, novembre nov, dicembre dic
    """,
    "pt": """
    janeiro jan, fevereiro fev, março mar, abril abr, maio mai, junho jun, julho jul, agosto
    ago, setembro set, outubro out, novembro nov, dezembro dez
    """,
    "nl": """
    januari jan, februari feb, maart mrt maa, april apr, mei, juni jun, juli jul, augustus aug,
    september sep sept, oktober okt, november nov, december dec
    """,
    "sv": """
    januari jan, februari feb, mars mar, april apr, maj, juni jun, juli jul, augusti aug,
    september sep sept, oktober okt, november nov, december dec
    """,
    "da": """
    januar jan, februar feb, marts mar mrt, april apr, maj, juni jun, juli jul, august aug,
    september sep sept, oktober okt, november nov, december dec
    """,
    "nb": """
    januar jan, februar feb, mars mar, april apr, mai, juni jun, juli jul, august aug, september
    sep sept, oktober okt, november nov, desember des
    """,
    "fi": """
    tammikuuta tammi tammikuu tammikuun, helmikuuta helmi helmikuu helmikuun, maaliskuuta maalis
    maaliskuu maaliskuun, huhtikuuta huhti huhtikuu huhtikuun, toukokuuta touko toukokuu
    toukokuun, kesäkuuta kesä kesäkuu kesäkuun, heinäkuuta heinä heinäkuu heinäkuun, elokuuta
    elo elokuu elokuun, syyskuuta syys syyskuu syyskuun, lokakuuta loka lokakuu lokakuun,
    marraskuuta marras marraskuu marraskuun, joulukuuta joulu joulukuu joulukuun
    """,
    "pl": """
    stycznia sty styczeń, lutego lut luty, marca mar marzec, kwietnia kwi kwiecień, maja maj,
    czerwca cze czerwiec, lipca lip lipiec, sierpnia sie sierpień, września wrz wrzesień,
    października paź październik, listopada lis listopad, grudnia gru grudzień
    """,
    "cs": """
    ledna led leden, února úno únor, března bře březen, dubna dub duben, května kvě květen,
    června čvn červen, července čvc červenec, srpna srp srpen, září zář, října říj říjen,
    listopadu lis listopad, prosince pro prosinec
    """,
    "sk": """
    januára jan január, februára feb február, marca mar marec, apríla apr apríl, mája máj, júna
    jún, júla júl, augusta aug august, septembra sep september, októbra okt október, novembra
    nov november, decembra dec december
    """,
    "hu": """
    január jan januári, február febr feb, március márc már, április ápr, május máj májusi,
    június jún, július júl, augusztus aug, szeptember szept szep, október okt, november nov,
    december dec
    """,
    "ro": """
    ianuarie ian, februarie feb, martie mar, aprilie apr, mai, iunie iun, iulie iul, august aug,
    septembrie sept sep, octombrie oct, noiembrie nov noi, decembrie dec
    """,
    "bg": """
    януари яну, февруари фев, март мар, април апр, май, юни юн, юли юл, август авг, септември
    сеп септ, октомври окт, ноември ное ноем, декември дек
    """,
    "ru": """
    января янв январь, февраля февр февраль фев, марта мар март, апреля апр апрель, мая май,
    июня июн июнь, июля июл июль, августа авг август, сентября сент сентябрь сен, октября окт
    октябрь, ноября нояб ноябрь ноя, декабря дек декабрь
    """,
    "uk": """
    січня січ січень, лютого лют лютий, березня бер березень, квітня квіт квітень кві, травня
    трав травень тра, червня черв червень чер, липня лип липень, серпня серп серпень сер,
    вересня вер вересень, жовтня жовт жовтень жов, листопада лист листопад лис, грудня груд
    грудень гру
    """,
    "sr": """
    јануар јан januar jan јануара januara, фебруар феб februar feb фебруара februara, март мар
    mart mar марта marta, април апр april apr априла aprila, мај maj маја maja, јун jun јуна
    juna јуни juni, јул jul јула jula јули juli, август авг avgust avg августа avgusta,
    септембар сеп septembar sep септембра septembra, октобар окт oktobar okt октобра oktobra,
    новембар нов novembar nov новембра novembra, децембар дец decembar dec децембра decembra
    """,
    "hr": """
    siječnja sij siječanj, veljače velj veljača vel, ožujka ožu ožujak, travnja tra travanj
    trav, svibnja svi svibanj svib, lipnja lip lipanj, srpnja srp srpanj, kolovoza kol kolovoz,
    rujna ruj rujan, listopada lis listopad, studenoga stu studeni studenog stud, prosinca pro
    prosinac pros
    """,
    "sl": """
    januar jan januarja, februar feb februarja, marec mar marca, april apr aprila, maj maja,
    junij jun junija, julij jul julija, avgust avg avgusta, september sep septembra, oktober okt
    oktobra, november nov novembra, december dec decembra
    """,
    "el": """
    ιανουαρίου ιαν ιανουάριος, φεβρουαρίου φεβ φεβρουάριος, μαρτίου μαρ μάρτιος μάρ, απριλίου
    απρ απρίλιος, μαΐου μαΐ μάιος μάι μαι μάϊος μαϊου, ιουνίου ιουν ιούνιος ιούν, ιουλίου ιουλ
    ιούλιος ιούλ, αυγούστου αυγ αύγουστος αύγ, σεπτεμβρίου σεπ σεπτέμβριος σεπτ, οκτωβρίου οκτ
    οκτώβριος, νοεμβρίου νοε νοέμβριος νοέ, δεκεμβρίου δεκ δεκέμβριος
    """,
    "tr": """
    ocak oca, şubat şub, mart mar, nisan nis, mayıs may, haziran haz, temmuz tem, ağustos ağu,
    eylül eyl, ekim eki, kasım kas, aralık ara
    """,
    "ar": """
    يناير كانون_الثاني جانفي, فبراير شباط فيفري, مارس آذار, أبريل نيسان إبريل أفريل, مايو أيار
    ماي, يونيو حزيران يونيه جوان, يوليو تموز يوليه جويلية يوليوز, أغسطس آب أوت غشت, سبتمبر أيلول
    شتنبر, أكتوبر تشرين_الأول, نوفمبر تشرين_الثاني نونبر, ديسمبر كانون_الأول دجنبر
    """,
    "he": """
    ינואר ינו בינואר בינו, פברואר פבר בפברואר בפבר, מרץ מרס במרץ במרס, אפריל אפר באפריל באפר,
    מאי במאי, יוני ביוני, יולי ביולי, אוגוסט אוג באוגוסט באוג, ספטמבר ספט בספטמבר בספט, אוקטובר
    אוק באוקטובר באוק, נובמבר נוב בנובמבר בנוב, דצמבר דצמ בדצמבר בדצמ
    """,
    "fa": """
    ژانویهٔ ژانویه, فوریهٔ فوریه, مارس, آوریل آپریل, مهٔ مه می, ژوئن, ژوئیهٔ ژوئیه, اوت آگوست,
    سپتامبر, اکتبر, نوامبر, دسامبر
    """,
    "hi": """
    जनवरी जन, फ़रवरी फ़र फरवरी, मार्च, अप्रैल, मई, जून, जुलाई जुल, अगस्त अग, सितंबर सित सितम्बर,
    अक्टूबर अक्टू अक्तूबर, नवंबर नव नवम्बर, दिसंबर दिस दिसम्बर
    """,
    "id": """
    januari jan, februari feb pebruari peb, maret mar, april apr, mei, juni jun, juli jul,
    agustus agu agt agust, september sep, oktober okt, november nov nopember nop, desember des
    """,
    "th": """
    มกราคม ม_ค, กุมภาพันธ์ ก_พ, มีนาคม มี_ค, เมษายน เม_ย, พฤษภาคม พ_ค, มิถุนายน มิ_ย, กรกฎาคม ก_ค,
    สิงหาคม ส_ค, กันยายน ก_ย, ตุลาคม ต_ค, พฤศจิกายน พ_ย, ธันวาคม ธ_ค
    """,
    "ca": """
    gener gen, febrer febr feb, març mar, abril abr, maig mai, juny jun, juliol jul, agost ag
    ago, setembre set, octubre oct, novembre nov, desembre des
    """,
    "eu": """
    urtarrila urt urtarrilaren urtarrilak, otsaila ots otsailaren otsailak, martxoa mar
    martxoaren martxoak, apirila api apirilaren apirilak, maiatza mai maiatzaren maiatzak,
    ekaina eka ekainaren ekainak, uztaila uzt uztailaren uztailak, abuztua abu abuztuaren
    abuztuak, iraila ira irailaren irailak, urria urr urriaren urriak, azaroa aza azaroaren
    azaroak, abendua abe abenduaren abenduak
    """,
    "lt": """
    sausio saus sausis, vasario vas vasaris, kovo kov kovas, balandžio bal balandis, gegužės geg
    gegužė, birželio birž birželis, liepos liep liepa, rugpjūčio rugp rugpjūtis, rugsėjo rugs
    rugsėjis, spalio spal spalis, lapkričio lapkr lapkritis, gruodžio gruod gruodis
    """,
    "lv": """
    janvāris janv janvārī, februāris febr februārī, marts martā, aprīlis apr aprīlī, maijs
    maijā, jūnijs jūn jūnijā, jūlijs jūl jūlijā, augusts aug augustā, septembris sept septembrī,
    oktobris okt oktobrī, novembris nov novembrī, decembris dec decembrī
    """,
    "et": """
    jaanuar jaan, veebruar veebr, märts, aprill apr, mai, juuni, juuli, august aug, september
    sept, oktoober okt, november nov, detsember dets
    """,
    "gl": """
    xaneiro xan, febreiro feb, marzo mar, abril abr, maio, xuño, xullo xul, agosto ago, setembro
    set, outubro out, novembro nov, decembro dec
    """,
    "is": """
    janúar jan, febrúar feb, mars mar, apríl apr, maí, júní jún, júlí júl, ágúst ágú, september
    sep, október okt, nóvember nóv, desember des
    """,
    "sq": """
    janar jan, shkurt shk, mars mar, prill pri, maj, qershor qer, korrik korr, gusht gush,
    shtator sht, tetor tet, nëntor nën, dhjetor dhj
    """,
    "mk": """
    јануари јан, февруари фев, март мар, април апр, мај, јуни јун, јули јул, август авг,
    септември сеп, октомври окт, ноември ное, декември дек
    """,
    "be": """
    студзеня сту студзень, лютага лют люты, сакавіка сак сакавік, красавіка кра красавік, мая
    май, чэрвеня чэр чэрвень, ліпеня ліп ліпень, жніўня жні жнівень, верасня вер верасень,
    кастрычніка кас кастрычнік, лістапада ліс лістапад, снежня сне снежань
    """,
    "ms": """
    januari jan, februari feb, mac, april apr, mei, jun, julai jul, ogos ogo, september sep,
    oktober okt, november nov, disember dis
    """,
    "af": """
    januarie jan, februarie feb, maart mrt, april apr, mei, junie jun, julie jul, augustus aug,
    september sep, oktober okt, november nov, desember des
    """,
    "az": """
    yanvar yan, fevral fev, mart mar, aprel apr, may, iyun iyn, iyul iyl, avqust avq, sentyabr
    sen, oktyabr okt, noyabr noy, dekabr dek
    """,
    "bn": """
    জানুয়ারী জানু, ফেব্রুয়ারী ফেব, মার্চ, এপ্রিল এপ্রি, মে, জুন, জুলাই জুল, আগস্ট আগ,
    সেপ্টেম্বর সেপ, অক্টোবর অক্টো, নভেম্বর নভে, ডিসেম্বর ডিসে
    """,
    "ur": """
    جنوری, فروری, مارچ, اپریل, مئی, جون, جولائی, اگست, ستمبر, اکتوبر, نومبر, دسمبر
    """,
    "ka": """
    იანვარი იან, თებერვალი თებ, მარტი მარ, აპრილი აპრ, მაისი მაი, ივნისი ივნ, ივლისი ივლ,
    აგვისტო აგვ, სექტემბერი სექ, ოქტომბერი ოქტ, ნოემბერი ნოე, დეკემბერი დეკ
    """,
    "hy": """
    հունվարի հնվ հունվար, փետրվարի փտվ փետրվար, մարտի մրտ մարտ, ապրիլի ապր ապրիլ, մայիսի մյս
    մայիս, հունիսի հնս հունիս, հուլիսի հլս հուլիս, օգոստոսի օգս օգոստոս, սեպտեմբերի սեպ
    սեպտեմբեր, հոկտեմբերի հոկ հոկտեմբեր, նոյեմբերի նոյ նոյեմբեր, դեկտեմբերի դեկ դեկտեմբեր
    """,
    "ga": """
    eanáir ean, feabhra feabh, márta, aibreán aib, bealtaine beal, meitheamh meith, iúil, lúnasa
    lún, meán_fómhair mfómh, deireadh_fómhair dfómh, samhain samh, nollaig noll
    """,
    "cy": """
    ionawr ion, chwefror chwef chw, mawrth maw, ebrill ebr, mai, mehefin meh, gorffennaf gorff
    gor, awst, medi, hydref hyd, tachwedd tach, rhagfyr rhag
    """,
    "fil": """
    enero ene, pebrero peb, marso mar, abril abr, mayo may, hunyo hun, hulyo hul, agosto ago,
    setyembre set, oktubre okt, nobyembre nob, disyembre dis
    """,
    "vi": """
    tháng_một, tháng_hai, tháng_ba, tháng_tư, tháng_năm, tháng_sáu, tháng_bảy, tháng_tám,
    tháng_chín, tháng_mười, tháng_mười_một, tháng_mười_hai
    """,
    "zh": """
    一月, 二月, 三月, 四月, 五月, 六月, 七月, 八月, 九月, 十月, 十一月, 十二月
    """,
    "ta": """
    ஜனவரி ஜன, பிப்ரவரி பிப், மார்ச் மார், ஏப்ரல் ஏப், மே, ஜூன், ஜூலை, ஆகஸ்ட் ஆக, செப்டம்பர்
    செப், அக்டோபர் அக், நவம்பர் நவ, டிசம்பர் டிச
    """,
    "te": """
    జనవరి జన, ఫిబ్రవరి ఫిబ్ర, మార్చి, ఏప్రిల్ ఏప్రి, మే, జూన్, జులై, ఆగస్టు ఆగ, సెప్టెంబర్
    సెప్టెం, అక్టోబర్ అక్టో, నవంబర్ నవం, డిసెంబర్ డిసెం
    """,
    "ml": """
    ജനുവരി ജനു, ഫെബ്രുവരി ഫെബ്രു, മാർച്ച് മാർ, ഏപ്രിൽ ഏപ്രി, മേയ്, ജൂൺ, ജൂലൈ, ഓഗസ്റ്റ് ഓഗ,
    സെപ്റ്റംബർ സെപ്റ്റം, ഒക്‌ടോബർ ഒക്ടോ, നവംബർ നവം, ഡിസംബർ ഡിസം
    """,
    "kn": """
    ಜನವರಿ ಜನ, ಫೆಬ್ರವರಿ ಫೆಬ್ರ, ಮಾರ್ಚ್, ಏಪ್ರಿಲ್ ಏಪ್ರಿ, ಮೇ, ಜೂನ್, ಜುಲೈ, ಆಗಸ್ಟ್ ಆಗ, ಸೆಪ್ಟೆಂಬರ್
    ಸೆಪ್ಟೆಂ, ಅಕ್ಟೋಬರ್ ಅಕ್ಟೋ, ನವೆಂಬರ್ ನವೆಂ, ಡಿಸೆಂಬರ್ ಡಿಸೆಂ
    """,
    "gu": """
    જાન્યુઆરી જાન્યુ, ફેબ્રુઆરી ફેબ્રુ, માર્ચ, એપ્રિલ, મે, જૂન, જુલાઈ, ઑગસ્ટ, સપ્ટેમ્બર સપ્ટે,
    ઑક્ટોબર ઑક્ટો, નવેમ્બર નવે, ડિસેમ્બર ડિસે
    """,
    "mr": """
    जानेवारी जाने, फेब्रुवारी फेब्रु, मार्च, एप्रिल एप्रि, मे, जून, जुलै, ऑगस्ट ऑग, सप्टेंबर
    सप्टें, ऑक्टोबर ऑक्टो, नोव्हेंबर नोव्हें, डिसेंबर डिसें
    """,
    "pa": """
    ਜਨਵਰੀ ਜਨ, ਫ਼ਰਵਰੀ ਫ਼ਰ, ਮਾਰਚ, ਅਪ੍ਰੈਲ ਅਪ੍ਰੈ, ਮਈ, ਜੂਨ, ਜੁਲਾਈ ਜੁਲਾ, ਅਗਸਤ ਅਗ, ਸਤੰਬਰ ਸਤੰ, ਅਕਤੂਬਰ
    ਅਕਤੂ, ਨਵੰਬਰ ਨਵੰ, ਦਸੰਬਰ ਦਸੰ
    """,
    "ne": """
    जनवरी, फेब्रुअरी, मार्च, अप्रिल, मे, जुन, जुलाई, अगस्ट, सेप्टेम्बर, अक्टोबर, नोभेम्बर,
    डिसेम्बर
    """,
    "si": """
    ජනවාරි ජන, පෙබරවාරි පෙබ, මාර්තු මාර්, අප්‍රේල්, මැයි, ජූනි, ජූලි, අගෝස්තු අගෝ, සැප්තැම්බර්
    සැප්, ඔක්තෝබර් ඔක්, නොවැම්බර් නොවැ, දෙසැම්බර් දෙසැ
    """,
    "kk": """
    қаңтар қаң, ақпан ақп, наурыз нау, сәуір сәу, мамыр мам, маусым мау, шілде шіл, тамыз там,
    қыркүйек қыр, қазан қаз, қараша қар, желтоқсан жел
    """,
    "uz": """
    yanvar yan, fevral fev, mart mar, aprel apr, may, iyun iyn, iyul iyl, avgust avg, sentabr
    sen, oktabr okt, noyabr noy, dekabr dek
    """,
    "sw": """
    januari jan, februari feb, machi mac, aprili apr, mei, juni jun, julai jul, agosti ago,
    septemba sep, oktoba okt, novemba nov, desemba des
    """,
}
#: Language to the forms of its seven weekdays.
#: From Monday on, in as many forms as there are sevens of words; Thai begins with Sunday.
WEEKDAYS = {
    "en": """
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    """,
    "de": """
    montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so
    """,
    "fr": """
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
    """,
    "es": """
    lunes martes miércoles jueves viernes sábado domingo lun mar mié jue vie sáb dom
    """,
    "it": """
    lunedì martedì mercoledì giovedì venerdì sabato domenica lun mar mer gio ven sab dom
    """,
    "pt": """
    segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo seg ter qua qui
    sex sáb dom
    """,
    "nl": """
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do vr za zo
    """,
    "sv": """
    måndag tisdag onsdag torsdag fredag lördag söndag mån tis ons tors fre lör sön
    """,
    "da": """
    mandag tirsdag onsdag torsdag fredag lørdag søndag man tirs ons tors fre lør søn
    """,
    "nb": """
    mandag tirsdag onsdag torsdag fredag lørdag søndag man tir ons tor fre lør søn
    """,
    "fi": """
    maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntai ma ti ke to pe la
    su maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
    """,
    "pl": """
    poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt sob niedz
    """,
    "cs": """
    pondělí úterý středa čtvrtek pátek sobota neděle po út st čt pá so ne
    """,
    "sk": """
    pondelok utorok streda štvrtok piatok sobota nedeľa po ut st št pi so ne
    """,
    "hu": """
    hétfő kedd szerda csütörtök péntek szombat vasárnap h k sze cs p szo v
    """,
    "ro": """
    luni marți miercuri joi vineri sâmbătă duminică lun mar mie joi vin sâm dum
    """,
    "bg": """
    понеделник вторник сряда четвъртък петък събота неделя пн вт ср чт пт сб нд
    """,
    "ru": """
    понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
    """,
    "uk": """
    понеділок вівторок середа четвер пʼятниця субота неділя пн вт ср чт пт сб нд
    """,
    "sr": """
    понедељак уторак среда четвртак петак субота недеља пон уто сре чет пет суб нед ponedeljak
    utorak sreda četvrtak petak subota nedelja pon uto sre čet pet sub ned
    """,
    "hr": """
    ponedjeljak utorak srijeda četvrtak petak subota nedjelja pon uto sri čet pet sub ned
    """,
    "sl": """
    ponedeljek torek sreda četrtek petek sobota nedelja pon tor sre čet pet sob ned
    """,
    "el": """
    δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή δευ τρί τετ πέμ παρ σάβ κυρ
    """,
    "tr": """
    pazartesi salı çarşamba perşembe cuma cumartesi pazar pzt sal çar per cum cmt paz
    pts sal çarş perş cum cts paz
    """,
    "ar": """
    الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
    """,
    "he": """
    יום_שני יום_שלישי יום_רביעי יום_חמישי יום_שישי יום_שבת יום_ראשון יום_ב יום_ג יום_ד יום_ה יום_ו
    שבת יום_א
    """,
    "fa": """
    دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه
    """,
    "hi": """
    सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार सोम मंगल बुध गुरु शुक्र शनि रवि
    """,
    "id": """
    senin selasa rabu kamis jumat sabtu minggu sen sel rab kam jum sab min
    """,
    "th": """
    อาทิตย์ จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ วันอาทิตย์ วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี
    วันศุกร์ วันเสาร์ วันอาทิตย์ที่ วันจันทร์ที่ วันอังคารที่ วันพุธที่ วันพฤหัสบดีที่ วันศุกร์ที่
    วันเสาร์ที่
    """,
    "ca": """
    dilluns dimarts dimecres dijous divendres dissabte diumenge dl dt dc dj dv ds dg
    """,
    "eu": """
    astelehena asteartea asteazkena osteguna ostirala larunbata igandea al ar az og or lr ig
    """,
    "lt": """
    pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis pr an
    tr kt pn št sk
    """,
    "lv": """
    pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena pirmd otrd trešd ceturtd
    piektd sestd svētd
    """,
    "et": """
    esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev e t k n r l p
    """,
    "gl": """
    luns martes mércores xoves venres sábado domingo lun mar mér xov ven sáb dom
    """,
    "is": """
    mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur sunnudagur mán þri mið fim
    fös lau sun
    """,
    "sq": """
    e_hënë e_martë e_mërkurë e_enjte e_premte e_shtunë e_diel hën mar mër enj pre sht die
    """,
    "mk": """
    понеделник вторник среда четврток петок сабота недела пон вто сре чет пет саб нед
    """,
    "be": """
    панядзелак аўторак серада чацвер пятніца субота нядзеля пн аў ср чц пт сб нд
    """,
    "ms": """
    isnin selasa rabu khamis jumaat sabtu ahad isn sel rab kha jum sab ahd
    """,
    "af": """
    maandag dinsdag woensdag donderdag vrydag saterdag sondag ma di wo do vr sa so
    """,
    "az": """
    bazar_ertəsi çərşənbə_axşamı çərşənbə cümə_axşamı cümə şənbə bazar be ça ç ca c ş b
    """,
    "bn": """
    সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার সোম মঙ্গল বুধ বৃহস্পতি শুক্র শনি রবি
    """,
    "ur": """
    پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار
    """,
    "ka": """
    ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი კვირა ორშ სამ ოთხ ხუთ პარ შაბ კვი
    """,
    "hy": """
    երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի երկ երք չրք հնգ ուր շբթ կիր
    """,
    "ga": """
    dé_luain dé_máirt dé_céadaoin déardaoin dé_haoine dé_sathairn dé_domhnaigh luan máirt céad déar
    aoine sath domh
    """,
    "cy": """
    dydd_llun dydd_mawrth dydd_mercher dydd_iau dydd_gwener dydd_sadwrn dydd_sul llun maw mer iau
    gwe sad sul
    """,
    "fil": """
    lunes martes miyerkules huwebes biyernes sabado linggo lun mar miy huw biy sab lin
    """,
    "vi": """
    thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật t2 t3 t4 t5 t6 t7 cn
    """,
    "ja": """
    月曜 火曜 水曜 木曜 金曜 土曜 日曜 火 水 木 金 土
    """,
    "zh": """
    星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日
    週一 週二 週三 週四 週五 週六 週日
    礼拜天 一 二 三 四 五 六
    """,
    "ko": """
    월요일 화요일 수요일 목요일 금요일 토요일 일요일 화 수 목 금 토
    """,
    "ta": """
    திங்கள் செவ்வாய் புதன் வியாழன் வெள்ளி சனி ஞாயிறு திங் செவ் புத வியா வெள் சனி ஞாயி
    """,
    "te": """
    సోమవారం మంగళవారం బుధవారం గురువారం శుక్రవారం శనివారం ఆదివారం సోమ మంగళ బుధ గురు శుక్ర శని ఆది
    """,
    "ml": """
    തിങ്കളാഴ്‌ച ചൊവ്വാഴ്ച ബുധനാഴ്‌ച വ്യാഴാഴ്‌ച വെള്ളിയാഴ്‌ച ശനിയാഴ്‌ച ഞായറാഴ്‌ച തിങ്കൾ ചൊവ്വ
    ബുധൻ വ്യാഴം വെള്ളി ശനി ഞായർ
    """,
    "kn": """
    ಸೋಮವಾರ ಮಂಗಳವಾರ ಬುಧವಾರ ಗುರುವಾರ ಶುಕ್ರವಾರ ಶನಿವಾರ ಭಾನುವಾರ ಸೋಮ ಮಂಗಳ ಬುಧ ಗುರು ಶುಕ್ರ ಶನಿ ಭಾನು
    """,
    "gu": """
    સોમવાર મંગળવાર બુધવાર ગુરુવાર શુક્રવાર શનિવાર રવિવાર સોમ મંગળ બુધ ગુરુ શુક્ર શનિ રવિ
    """,
    "mr": """
    सोमवार मंगळवार बुधवार गुरुवार शुक्रवार शनिवार रविवार सोम मंगळ बुध गुरु शुक्र शनि रवि
    """,
    "pa": """
    ਸੋਮਵਾਰ ਮੰਗਲਵਾਰ ਬੁੱਧਵਾਰ ਵੀਰਵਾਰ ਸ਼ੁੱਕਰਵਾਰ ਸ਼ਨਿੱਚਰਵਾਰ ਐਤਵਾਰ ਸੋਮ ਮੰਗਲ ਬੁੱਧ ਵੀਰ ਸ਼ੁੱਕਰ ਸ਼ਨਿੱਚਰ ਐਤ
    """,
    "ne": """
    सोमबार मङ्गलबार बुधबार बिहिबार शुक्रबार शनिबार आइतबार सोम मङ्गल बुध बिहि शुक्र शनि आइत
    """,
    "si": """
    සඳුදා අඟහරුවාදා බදාදා බ්‍රහස්පතින්දා සිකුරාදා සෙනසුරාදා ඉරිදා සඳුදා අඟහ බදාදා බ්‍රහස් සිකු
    සෙන ඉරිදා
    """,
    "kk": """
    дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі дс сс ср бс жм сб жс
    """,
    "uz": """
    dushanba seshanba chorshanba payshanba juma shanba yakshanba dush sesh chor pay jum shan yak
    """,
    "sw": """
    jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili jumatatu jumanne jumatano
    alhamisi ijumaa jumamosi jumapili
    """,
}
