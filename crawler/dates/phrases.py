"""The words around a date: what joins its parts, the halves of the day, and how long ago.

Per language, ``key: forms``; keys are separated by ``;``. A form of several words has ``_`` for the
space; case, accents and dots do not count. The keys:

``fill`` joins parts (at, on, of). ``ord`` follows a day's number. ``h`` ``mi`` ``se`` follow an
hour, minute, second. ``am`` ``pm`` are halves of the day. ``now`` ``today`` ``yesterday``
``before`` (the day before yesterday) stand alone. ``ago`` makes a count of units a time in the
past. ``one`` to ``ten`` are numbers in words. ``Y`` ``M`` ``W`` ``D`` ``H`` ``I`` ``S`` are units
from year to second; doubled (``YY``) they mean two of them; with ``a`` (``Ya``) they mean ago, too.

The forms of ago and of the units are from Unicode CLDR; the rest is how blog software writes.
"""

from __future__ import annotations

PHRASES = {
    "en": """
    fill: at on of the in t time; ord: st nd rd th; h: h hrs o_clock; am: am a_m; pm: pm p_m p
    now: just_now right_now moments_ago a_moment_ago less_than_a_minute_ago
    today: today; yesterday: yesterday; ago: ago; one: a an one
    Y: year years yr yrs; M: month months mo mos; W: week weeks wk wks; D: day days
    H: hour hours hr hrs; I: minute minutes min mins; S: second seconds sec secs
    """,
    "de": """
    fill: um den der dem vom im gegen ab; h: uhr h; am: am vorm vormittags; pm: pm nachm
    nachmittags abends; now: gerade_eben soeben; today: heute; yesterday: gestern
    before: vorgestern; ago: vor her; one: ein eine einem einer
    Y: jahr jahre jahren; M: monat monate monaten; W: woche wochen; D: tag tage tagen
    H: stunde stunden std; I: minute minuten min; S: sekunde sekunden sek
    """,
    "fr": """
    fill: le à a de du vers les dans; ord: er ère e ème; h: h heure heures hs; mi: min mn minutes
    se: s sec; am: du_matin; pm: de_l'après-midi du_soir; now: à_l'instant
    today: aujourd'hui; yesterday: hier; before: avant-hier; ago: il_y_a y_a; one: un une
    Y: an ans année années; M: mois; W: semaine semaines sem; D: jour jours j
    H: heure heures; I: minute minutes min; S: seconde secondes
    """,
    "es": """
    fill: a_las a_la a las la de del el en día al; ord: º ro er ero; h: h hs hrs horas hora
    am: de_la_mañana; pm: de_la_tarde de_la_noche; now: ahora_mismo justo_ahora
    today: hoy; yesterday: ayer; before: anteayer antes_de_ayer; ago: hace atrás; one: un una
    Y: año años; M: mes meses; W: semana semanas; D: día días
    H: hora horas; I: minuto minutos min; S: segundo segundos
    """,
    "it": """
    fill: alle ore il lo del di in dalle all' l'; ord: º °; h: h; mi: min
    am: di_mattina del_mattino; pm: di_sera del_pomeriggio; now: proprio_ora
    today: oggi; yesterday: ieri; before: l'altro_ieri altroieri; ago: fa; one: un una un' uno
    Y: anno anni; M: mese mesi; W: settimana settimane; D: giorno giorni
    H: ora ore; I: minuto minuti min; S: secondo secondi
    """,
    "pt": """
    fill: às as à a de do em da no dia ás pelas; ord: º; h: h hs horas hora; mi: min m; se: s
    am: da_manhã; pm: da_tarde da_noite; now: agora_mesmo; today: hoje; yesterday: ontem
    before: anteontem; ago: há atrás faz; one: um uma
    Y: ano anos; M: mês meses; W: semana semanas; D: dia dias
    H: hora horas; I: minuto minutos min; S: segundo segundos
    """,
    "nl": """
    fill: om op de van in; ord: e de ste; h: uur u h; am: vm 's_ochtends 's_morgens
    pm: nm 's_middags 's_avonds; now: zojuist; today: vandaag; yesterday: gisteren
    before: eergisteren; ago: geleden; one: een één
    Y: jaar jaren; M: maand maanden mnd; W: week weken; D: dag dagen
    H: uur uren; I: minuut minuten min; S: seconde seconden sec
    """,
    "sv": """
    fill: kl klockan den vid i; ord: e a; am: fm; pm: em; now: just_nu
    today: idag i_dag
    yesterday: igår i_går; before: förrgår i_förrgår; ago: sedan för sen; one: en ett
    Y: år; M: månad månader; W: vecka veckor; D: dag dagar dygn
    H: timme timmar tim; I: minut minuter min; S: sekund sekunder
    """,
    "da": """
    fill: kl klokken den d ved; am: fm; pm: em; now: lige_nu netop_nu; today: i_dag idag
    yesterday: i_går igår; before: i_forgårs forgårs; ago: siden for; one: en et
    Y: år; M: måned måneder; W: uge uger; D: dag dage døgn
    H: time timer; I: minut minutter min; S: sekund sekunder
    """,
    "nb": """
    fill: kl klokken klokka den d ved; am: fm; pm: em; now: akkurat_nå nettopp; today: i_dag idag
    yesterday: i_går igår; before: i_forgårs forgårs; ago: siden for; one: en ett et
    Y: år; M: måned måneder; W: uke uker veke veker; D: dag dager døgn
    H: time timer; I: minutt minutter min; S: sekund sekunder
    """,
    "fi": """
    fill: klo kello kl na; ord: na nä; am: ap; pm: ip; now: juuri_nyt hetki_sitten
    today: tänään
    yesterday: eilen; before: toissapäivänä; ago: sitten; one: yksi
    two: kaksi; three: kolme; four: neljä; five: viisi; six: kuusi
    seven: seitsemän; eight: kahdeksan; nine: yhdeksän; ten: kymmenen
    Y: vuosi vuotta; M: kuukausi kuukautta kk; W: viikko viikkoa; D: päivä päivää
    H: tunti tuntia; I: minuutti minuuttia min; S: sekunti sekuntia
    """,
    "pl": """
    fill: o w dnia dn z od r roku godz godzina godzinie; ord: go; h: h; am: rano przed_południem
    pm: po_południu wieczorem; now: przed_chwilą; today: dzisiaj dziś; yesterday: wczoraj
    before: przedwczoraj; ago: temu; one: jeden jedną jedna
    Y: rok roku lat lata; M: miesiąc miesiąca miesiące miesięcy mies
    W: tydzień tygodnia tygodnie tygodni; D: dzień dnia dni
    H: godzina godzinę godziny godzin godz; I: minuta minutę minuty minut min
    S: sekunda sekundę sekundy sekund
    """,
    "cs": """
    fill: v ve dne o; h: h hod hodin; am: dop dopoledne; pm: odp odpoledne; now: právě_teď
    today: dnes; yesterday: včera; before: předevčírem; ago: před; one: jedním jednou
    Y: rok roku rokem roky lety let; M: měsíc měsíce měsícem měsíci měsíců
    W: týden týdne týdnem týdny týdnů; D: den dne dnem dny dní
    H: hodina hodinou hodiny hodinami; I: minuta minutou minuty minutami min
    S: sekunda sekundou sekundy sekundami
    """,
    "sk": """
    fill: o dňa v vo; h: h hod hodín; am: dopoludnia; pm: popoludní; now: práve_teraz
    today: dnes; yesterday: včera; before: predvčerom; ago: pred; one: jedným jednou
    Y: rok roka rokom roky rokmi; M: mesiac mesiaca mesiacom mesiace mesiacmi
    W: týždeň týždňa týždňom týždne týždňami; D: deň dňa dňom dni dňami
    H: hodina hodinou hodiny hodinami; I: minúta minútou minúty minútami min
    S: sekunda sekundou sekundy sekundami
    """,
    "hu": """
    fill: kor időpontban ekkor; ord: án én jén ján i a; h: h óra órakor; mi: perc; am: de délelőtt
    pm: du délután este; now: éppen_most; today: ma; yesterday: tegnap; before: tegnapelőtt
    ago: ezelőtt; one: egy; Y: év éve évvel; M: hónap hónapja hónappal; Ya: éve; Ma: hónapja
    Wa: hete; Da: napja; Ha: órája; Ia: perce; Sa: másodperce; W: hét hete héttel
    D: nap napja nappal; H: óra órája órával; I: perc perce perccel; S: másodperc másodperccel
    """,
    "ro": """
    fill: la ora orele pe în in din de; h: h; am: dimineața; pm: după-amiaza seara
    now: chiar_acum
    today: azi astăzi; yesterday: ieri; before: alaltăieri; ago: acum în_urmă_cu în_urmă; one: un o
    Y: an ani; M: lună luni; W: săptămână săptămâni; D: zi zile
    H: oră ore; I: minut minute min; S: secundă secunde
    """,
    "bg": """
    fill: в на от г; ord: ти ви ри ми; h: ч часа; am: преди_обяд пр_об; pm: след_обяд сл_об
    now: току-що; today: днес; yesterday: вчера; before: завчера; ago: преди
    one: един една едно
    Y: година години; M: месец месеца месеци; W: седмица седмици; D: ден дни дена
    H: час часа часове; I: минута минути мин; S: секунда секунди сек
    """,
    "ru": """
    fill: в во от г года на; ord: го е ого; h: ч час часов; mi: мин; am: утра дп; pm: дня вечера пп
    now: только_что; today: сегодня; yesterday: вчера; before: позавчера; ago: назад
    one: один одну одна; Y: год года лет г; M: месяц месяца месяцев мес
    W: неделя неделю недели недель нед
    D: день дня дней дн; H: час часа часов ч; I: минута минуту минуты минут мин
    S: секунда секунду секунды секунд сек
    """,
    "uk": """
    fill: о об в у р року від на; ord: го; h: год; am: ранку дп; pm: дня вечора пп
    now: щойно; today: сьогодні; yesterday: вчора учора; before: позавчора; ago: тому
    one: один одну одна; Y: рік року роки років; M: місяць місяця місяці місяців
    W: тиждень тижня тижні тижнів; D: день дня дні днів
    H: година годину години годин; I: хвилина хвилину хвилини хвилин хв
    S: секунда секунду секунди секунд
    """,
    "sr": """
    fill: у u на na дана dana године godine год god; h: ч h часова časova сати sati
    am: пре_подне pre_podne; pm: по_подне po_podne; now: управо_сада upravo_sada
    today: данас danas; yesterday: јуче juče; before: прекјуче prekjuče; ago: пре pre
    one: један jedan једног једне jednog jedne
    једну jednu; Y: година године годину godina godine godinu
    godinu_dana годину_дана
    M: месец месеца месеци mesec meseca meseci
    W: недеља недеље недељу nedelja nedelje nedelju; D: дан дана dan dana
    H: сат сата сати sat sata sati
    I: минут минута minut minuta; S: секунд секунди секунде sekund sekundi sekunde
    """,
    "hr": """
    fill: u na dana; h: h sati; am: prije_podne prijepodne; pm: poslije_podne poslijepodne
    now: upravo_sada; today: danas; yesterday: jučer; before: prekjučer; ago: prije
    one: jedan jednu jednog jedne; Y: godina godine godinu godinu_dana
    M: mjesec mjeseca mjeseci; W: tjedan tjedna tjedana
    D: dan dana; H: sat sata sati; I: minuta minute minutu; S: sekunda sekunde sekundi sekundu
    """,
    "sl": """
    fill: ob dne v; h: h uri; am: dop dopoldne; pm: pop popoldne; now: pravkar; today: danes
    yesterday: včeraj; before: predvčerajšnjim; ago: pred; one: enim eno
    Y: leto letom leti letoma let; M: mesec mesecem meseci mesecema; W: teden tednom tedni tednoma
    D: dan dnem dnevom dnevi dnevoma; H: ura uro urami urama; I: minuta minuto minutami minutama
    S: sekunda sekundo sekundami sekundama
    YY: letoma; MM: mesecema; WW: tednoma; DD: dnevoma; HH: urama
    """,
    "el": """
    fill: στις στη στην στο ώρα την τη και; ord: η ης; am: πμ π_μ; pm: μμ μ_μ; now: μόλις_τώρα
    today: σήμερα; yesterday: χθες χτες; before: προχθές προχτές; ago: πριν πριν_από
    one: ένα έναν μία μια ένας
    Y: έτος έτη χρόνο χρόνια χρόνος; M: μήνα μήνας μήνες μήνας; W: εβδομάδα εβδομάδες
    D: ημέρα ημέρες μέρα μέρες; H: ώρα ώρες; I: λεπτό λεπτά; S: δευτερόλεπτο δευτερόλεπτα
    """,
    "tr": """
    fill: saat tarihinde günü da de saati; am: öö; pm: ös; now: az_önce
    today: bugün; yesterday: dün; before: evvelsi_gün; ago: önce evvel; one: bir
    Y: yıl sene; M: ay; W: hafta; D: gün; H: saat; I: dakika dk; S: saniye sn
    """,
    "ar": """
    fill: في الساعة يوم من على بتاريخ عند; am: ص صباحا صباحًا صباحاً; pm: م مساء مساءً مساءا
    today: اليوم; yesterday: أمس البارحة; before: أول_أمس; ago: قبل منذ مضت
    one: واحد واحدة
    Y: سنة سنوات عام أعوام; M: شهر أشهر شهور شهرًا شهراً; W: أسبوع أسابيع أسبوعًا أسبوعاً
    D: يوم أيام يومًا يوماً
    H: ساعة ساعات; I: دقيقة دقائق; S: ثانية ثوان ثواني ثوانِ
    YY: سنتين عامين; MM: شهرين; WW: أسبوعين; DD: يومين; HH: ساعتين; II: دقيقتين; SS: ثانيتين
    """,
    "he": """
    fill: בשעה ב שעה ביום בתאריך; am: לפנה"צ לפני_הצהריים בבוקר; pm: אחה"צ אחר_הצהריים בערב
    today: היום; yesterday: אתמול; before: שלשום; ago: לפני; one: אחד אחת
    Y: שנה שנים; M: חודש חודשים; W: שבוע שבועות; D: יום ימים; H: שעה שעות; I: דקה דקות
    S: שנייה שניות
    YY: שנתיים; MM: חודשיים; WW: שבועיים; DD: יומיים; HH: שעתיים; II: שתי_דקות; SS: שתי_שניות
    """,
    "fa": """
    fill: در ساعت روز به تاریخ و; ord: م ام; am: ق_ظ ق.ظ قبل_از_ظهر صبح قبل‌ازظهر
    pm: ب_ظ ب.ظ بعد_از_ظهر بعدازظهر عصر شب; today: امروز; yesterday: دیروز
    before: پریروز; ago: پیش قبل; one: یک; Y: سال; M: ماه; W: هفته; D: روز; H: ساعت; I: دقیقه
    S: ثانیه
    """,
    "hi": """
    fill: को पर बजे में समय; am: पूर्वाह्न सुबह; pm: अपराह्न शाम दोपहर; today: आज
    ago: पहले पूर्व; one: एक; Y: वर्ष साल वर्षों; M: माह महीने महीना महीनों; W: सप्ताह हफ़्ते हफ्ते
    D: दिन दिनों; H: घंटे घंटा घंटों घण्टे; I: मिनट मिनटों; S: सेकंड सेकेंड
    """,
    "id": """
    fill: pukul pada jam tanggal tgl; h: wib; am: pagi; pm: siang sore malam
    now: baru_saja
    today: hari_ini; yesterday: kemarin; ago: lalu yang_lalu; one: se satu
    Y: tahun thn setahun; M: bulan bln sebulan; W: minggu seminggu; D: hari sehari
    H: jam sejam; I: menit mnt semenit; S: detik sedetik
    """,
    "vi": """
    fill: lúc ngày vào năm thứ hồi tháng; h: giờ h; mi: phút; am: sáng sa; pm: chiều tối ch
    now: vừa_xong; today: hôm_nay; yesterday: hôm_qua; before: hôm_kia; ago: trước cách_đây
    one: một; Y: năm; M: tháng; W: tuần; D: ngày; H: giờ; I: phút; S: giây
    """,
    "th": """
    fill: เวลา เมื่อ ที่ วันที่ วัน พ.ศ. ค.ศ. พศ คศ; h: น นาฬิกา; mi: นาที; se: วินาที
    am: ก่อนเที่ยง; pm: หลังเที่ยง
    now: เมื่อสักครู่
    today: วันนี้; yesterday: เมื่อวาน เมื่อวานนี้; before: เมื่อวานซืน
    ago: ที่แล้ว ที่ผ่านมา ก่อน; one: หนึ่ง
    Y: ปี; M: เดือน; W: สัปดาห์; D: วัน; H: ชั่วโมง; I: นาที; S: วินาที
    """,
    "ja": """
    fill: 頃 に; am: 午前 am; pm: 午後 夜 pm; now: たった今; today: 今日 本日; yesterday: 昨日
    before: 一昨日; ago: 前 まえ; Y: 年; M: ヶ月 か月 カ月 ヵ月 ケ月 箇月; W: 週 週間; D: 日
    H: 時間; I: 分 分間; S: 秒
    """,
    "zh": """
    fill: 在 于 於; h: 点 點; am: 上午 凌晨 早上 清晨 早; pm: 下午 晚上 傍晚 中午 晚; now: 刚刚 剛剛
    today: 今天; yesterday: 昨天; before: 前天; ago: 前 以前 之前; one: 一
    Y: 年; M: 个月 個月; W: 周 週 星期 个星期 個星期; D: 天 日
    H: 小时 小時; I: 分钟 分鐘; S: 秒 秒钟 秒鐘
    """,
    "ko": """
    fill: 에 에서; am: 오전; pm: 오후; now: 방금; today: 오늘; yesterday: 어제; before: 그저께 그제
    ago: 전; one: 한 일; Y: 년; M: 개월 달; W: 주 주일; DD: 이틀; D: 일; H: 시간; I: 분; S: 초
    """,
    "ca": """
    fill: a_les a_la a les de del d el dia en l; ord: r n t è; h: h hores
    am: del_matí; pm: de_la_tarda del_vespre; now: ara_mateix; today: avui; yesterday: ahir
    before: abans_d'ahir; ago: fa; one: un una; Y: any anys; M: mes mesos; W: setmana setmanes
    D: dia dies; H: hora hores; I: minut minuts; S: segon segons
    """,
    "eu": """
    fill: etan tan an ean ko eko etako e; ord: a an ean n etan; now: oraintxe; today: gaur
    yesterday: atzo; before: herenegun; ago: duela orain_dela; one: bat
    Y: urte; M: hilabete hil; W: aste; D: egun; H: ordu; I: minutu; S: segundo
    """,
    "lt": """
    fill: d m val metų diena dieną; h: h; am: priešpiet pr_p; pm: popiet pop; now: ką_tik
    today: šiandien; yesterday: vakar; before: užvakar; ago: prieš; one: vieną vienus
    Y: metus metų metai; M: mėnesį mėnesius mėnesių mėnesio; W: savaitę savaites savaičių
    D: dieną dienas dienų; H: valandą valandas valandų; I: minutę minutes minučių
    S: sekundę sekundes sekundžių
    """,
    "lv": """
    fill: plkst pulksten gada gadā g no; am: priekšp priekšpusdienā; pm: pēcp pēcpusdienā
    now: tikko
    today: šodien; yesterday: vakar; before: aizvakar; ago: pirms; one: viena vienas
    Y: gada gadiem; M: mēneša mēnešiem; W: nedēļas nedēļām; D: dienas dienām
    H: stundas stundām; I: minūtes minūtēm; S: sekundes sekundēm
    """,
    "et": """
    fill: kell kl kella aastal a; am: hommikul e_k; pm: õhtul p_k; now: äsja
    today: täna
    yesterday: eile; before: üleeile; ago: tagasi eest aega_tagasi; one: üks ühe
    Y: aasta aastat; M: kuu kuud; W: nädal nädala nädalat; D: päev päeva
    H: tund tunni tundi; I: minut minuti minutit; S: sekund sekundi sekundit
    """,
    "gl": """
    fill: ás as de do o en; h: h; today: hoxe; yesterday: onte; ago: hai; one: un unha
    Y: ano anos; M: mes meses; W: semana semanas; D: día días; H: hora horas; I: minuto minutos
    """,
    "is": """
    fill: kl klukkan þann; today: í_dag; yesterday: í_gær; ago: síðan fyrir; one: einu einni einum
    Y: ári árum; M: mánuði mánuðum; W: viku vikum; D: degi dögum; H: klukkustund klukkustundum
    I: mínútu mínútum
    """,
    "mk": """
    fill: во на година г; today: денес; yesterday: вчера; ago: пред; one: една еден
    Y: година години; M: месец месеци; W: недела недели седмица седмици; D: ден дена
    H: час часа; I: минута минути
    """,
    "be": """
    fill: у г год а; today: сёння; yesterday: учора; ago: таму; Y: год гады гадоў
    M: месяц месяцы месяцаў
    W: тыдзень тыдні тыдняў; D: дзень дні дзён; H: гадзіна гадзіну гадзіны гадзін
    I: хвіліна хвіліну хвіліны хвілін
    """,
    "ms": """
    fill: pada pukul jam; am: pg pagi; pm: ptg petang mlm malam tgh; today: hari_ini
    yesterday: semalam kelmarin; ago: lalu yang_lalu lepas yang_lepas; one: satu
    Y: tahun setahun; M: bulan sebulan; W: minggu seminggu; D: hari sehari; H: jam sejam
    I: minit seminit; S: saat sesaat
    """,
    "fil": """
    fill: ng nang; today: ngayon; yesterday: kahapon; ago: nakalipas ang_nakalipas
    one: isang; Y: taon; M: buwan; W: linggo; D: araw; H: oras; I: minuto; S: segundo
    """,
    "af": """
    fill: om op van; h: uur; am: vm; pm: nm; today: vandag; yesterday: gister; ago: gelede; one: n
    Y: jaar; M: maand maande; W: week weke; D: dag dae; H: uur ure; I: minuut minute; S: sekonde
    """,
    "az": """
    fill: saat; today: bugün bu_gün; yesterday: dünən; ago: əvvəl; one: bir; Y: il; M: ay; W: həftə
    D: gün; H: saat; I: dəqiqə; S: saniyə
    """,
    "sq": """
    fill: në ora; am: pd paradites e_paradites; pm: md pasdite e_pasdites; today: sot
    yesterday: dje
    ago: më_parë; one: një; Y: vit vjet vite; M: muaj; W: javë; D: ditë; H: orë; I: minutë minuta
    """,
    "hy": """
    fill: թ ին; today: այսօր; yesterday: երեկ; ago: առաջ; one: մեկ; Y: տարի; M: ամիս; W: շաբաթ
    D: օր
    H: ժամ; I: րոպե; S: վայրկյան
    """,
    "ka": """
    today: დღეს; yesterday: გუშინ; ago: წინ; one: ერთი; Y: წლის; M: თვის; W: კვირის; D: დღის
    H: საათის
    I: წუთის; S: წამის
    """,
    "bn": """
    fill: সময়; am: পূর্বাহ্ণ সকাল; pm: অপরাহ্ণ বিকাল রাত; today: আজ; yesterday: গতকাল
    ago: আগে পূর্বে
    one: এক; Y: বছর; M: মাস; W: সপ্তাহ; D: দিন; H: ঘন্টা ঘণ্টা; I: মিনিট; S: সেকেন্ড
    """,
    "ur": """
    fill: کو پر; today: آج; yesterday: کل; ago: قبل پہلے; one: ایک; Y: سال; M: ماہ مہینے
    W: ہفتہ ہفتے
    D: دن; H: گھنٹہ گھنٹے; I: منٹ; S: سیکنڈ
    """,
    "ta": """
    fill: அன்று; am: முற்பகல்; pm: பிற்பகல்; today: இன்று; yesterday: நேற்று; ago: முன் முன்பு
    one: ஒரு
    Y: வருடம் ஆண்டுகள் ஆண்டு; M: மாதம் மாதங்கள்; W: வாரம் வாரங்கள்; D: நாள் நாட்கள்; H: மணி_நேரம்
    I: நிமிடம் நிமிடங்கள்
    """,
    "te": """
    today: ఈరోజు; yesterday: నిన్న; ago: క్రితం; one: ఒక; Y: సంవత్సరం సంవత్సరాలు; M: నెల నెలలు
    W: వారం వారాలు
    D: రోజు రోజులు; H: గంట గంటలు; I: నిమిషం నిమిషాలు
    """,
    "ml": """
    today: ഇന്ന്; yesterday: ഇന്നലെ; ago: മുൻപ് മുമ്പ്; one: ഒരു; Y: വർഷം; M: മാസം; W: ആഴ്ച
    D: ദിവസം
    H: മണിക്കൂർ; I: മിനിറ്റ്
    """,
    "gu": """
    fill: ના_રોજ; today: આજ; yesterday: ગઇકાલે; ago: પહેલા પહેલાં; one: એક; Y: વર્ષ; M: મહિનો
    D: દિવસ; H: કલાક
    I: મિનિટ
    """,
    "kk": """
    fill: ж; today: бүгін; yesterday: кеше; ago: бұрын; one: бір; Y: жыл; M: ай; W: апта; D: күн
    H: сағат
    I: минут
    """,
}

#: The months of the Iranian calendar, as their two ways of spelling have them.
IRANIAN_MONTHS = """
    فروردین farvardin, اردیبهشت ordibehesht, خرداد khordad, تیر tir, مرداد امرداد mordad,
    شهریور shahrivar, مهر mehr, آبان aban, آذر azar, دی dey, بهمن bahman, اسفند esfand
"""
#: Japanese eras and the calendar of Taiwan: the year before their first.
ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}

#: Zones that mean one offset wherever they are written, in minutes east of UTC.
ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "мск": 180, "msd": 240, "jst": 540,
    "kst": 540, "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660, "acst": 570, "acdt": 630,
    "awst": 480, "nzst": 720, "nzdt": 780, "edt": -240, "cdt": -300, "mdt": -360, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "wib": 420, "wita": 480, "brt": -180, "npt": 345,
}  # fmt: skip
#: Zones that are those of North America when English says them, and unknown otherwise.
ENGLISH_ZONES = {"est": -300, "mst": -420, "pst": -480}
#: Zones of several places: a part of the date, and no offset.
AMBIGUOUS_ZONES = ("cst", "ist", "bst", "ast", "sst", "est", "mst", "pst")
