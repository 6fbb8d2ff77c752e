"""The words blogs put around comments, in many languages: says, by, reply, comments, removed.

All words are case folded. The lists hold what interfaces of blogs show, not what people write.
"""

from __future__ import annotations

import re


def _lines(text: str) -> frozenset[str]:
    return frozenset(line.strip().casefold() for line in text.split("|") if line.strip())


#: What follows a name in a byline: "Anna says:".
SAYS = _lines("""
says|said|wrote|writes|commented|comments|replied|replies|responded|adds|added|posted
|says that|sagt|sagte|meint|meinte|schreibt|schrieb|kommentierte|kommentiert|antwortet
|antwortete|hat geschrieben|hat gesagt|dit|a dit|a écrit|écrit|écrivait|a commenté|a répondu
|répond|commente|dice|dijo|escribió|escribe|comentó|ha dicho|ha escrito|respondió|diz|disse
|escreveu|comentou|respondeu|falou|scrive|ha scritto|ha detto|ha commentato|scriveva
|ha risposto|zegt|zei|schreef|schrijft|reageerde|говорит|пишет|написал|написала|написал(а)
|сказал|сказала|комментирует|ответил|пише|каже|сказав|написав|mówi|pisze|napisał|napisała
|napisał(a)|powiedział|odpowiedział|říká|napsal|napsala|napsal(a)|píše|hovorí|napísal
|napísala|napísal(a)|skriver|skrev|säger|sade|sa|sier|siger|sagde|sanoo|kirjoittaa|kirjoitti
|sanoi|segir|skrifaði|dedi ki|dedi|diyor ki|diyor|yazdı|yazmış|şöyle dedi|さんのコメント
|さん|より|のコメント|said…|说|说道|說|說道|写道|寫道|表示|说：|님의 말|님의 댓글|님|يقول
|تقول|قال|قالت|كتب|كتبت|می‌گوید|گفت|نوشت|میگه|אומר|אומרת|אמר|אמרה|כתב|כתבה|הגיב|λέει|είπε
|έγραψε|γράφει|казва|каза|написа|spune|a spus|zice|a scris|mondja|írta|szerint|üzeni|kaže
|rekao|reče|napisao|piše|pravi|je napisal|diu|ha dit|ha escrit|esan du|dio|dixo|escribiu
|ütles|kirjutas|saka|rakstīja|sako|rašo|rašė|nói|viết|đã viết|mengatakan|berkata|menulis
|comenta|commenta|je rekel|je rekao|је рекао|komentuje|skomentował|skomentowała|mondta|povedal
|scrisse|teica|raksta|va dir|ütleb|kirjutab|đã nói|řekl|řekl(a)|říkal|говорить|коментує|сказал(а)
|сказав(ла)|написав(ла)|さんの発言|さんは書きました|님이 말하길|님의 글|sagde|sagði|tha|кажа
|піша|אמר/ה|כתב/ה|می گوید|میگوید|می‌نویسد|مینویسد|বলে|idatzi du|ha respost|a répondu|dodał|dodała
|เขียนว่า|menulis|กล่าวว่า|พูดว่า|says on|kirjoittanut|thuas|thotë|вели|рече|напиша|কহে
|বলেছেন|कहते हैं|कहा|ने कहा
""")

#: Those that stand right behind a name: in scripts without spaces, and the Basque ergative.
ATTACHED = frozenset(
    word for word in SAYS if "\u0e00" <= word[0] <= "\u0eff" or "\u3040" <= word[0] <= "\ud7a3"
) | {"(e)k dio", "(e)k esan du"}

#: What stands before a name in a byline: "Posted by Anna".
BY = _lines("""
by|answered|asked|answered by|asked by|posted by|comment by|comment from|written by
|submitted by|author|from|name|reply by|added by|response by|reviewed by|review by|left by
|posted from|user|commented by|von|geschrieben von|kommentar von|verfasst von|erstellt von
|gepostet von|eintrag von|autor|autorin|beitrag von|par|posté par|publié par|rédigé par
|écrit par|commentaire de|commentaire par|envoyé par|auteur|le commentaire de|message de
|réponse de|avis de|soumis par|ajouté par|proposé par
|eingereicht von|abgeschickt von|hinzugefügt von|añadido por|adicionado por|inserito da
|aggiunto da|ingezonden door|toegevoegd door|inskickat av|indsendt af|добавил|добавила|оставил
|оставила|tarafından|shared by|contributed by|sent by|created by|message from|message by|post by
|por|publicado por|enviado por|escrito por|comentario de|comentario por
|comentado por|autor(a)|postado por|comentário de|comentário por|resposta de|de|da|di
|scritto da|inviato da|postato da|pubblicato da|commento di|commento da|autore|door
|geplaatst door|geschreven door|reactie van|reactie door|от|автор|комментарий от|написал
|отправлено|опубликовано|отправил|przez|napisany przez|dodany przez|dodał|dodane przez
|autor:|komentarz od|vložil|vložil(a)|napsal(a)|od|komentář od|pridal|av|af|skrevet af
|skrevet av|skriven av|skrivet av|postat av|kommentar av|kommentar fra|kommentar från
|kirjoittaja|lähettäjä|kirjoittanut|από|γράφτηκε από|投稿者|作者|コメント者|名前|由|发表者
|发布者|留言者|昵称|姓名|작성자|글쓴이|이름|بواسطة|من|كتبه|توسط|نویسنده|מאת|על ידי|oleh
|ditulis oleh|bởi|tác giả|gönderen|yazan|yazar|scris de|postat de|autor comentariu
|de către|írta|szerző|beküldte|від|автор коментаря|коментар від|публикувано от|коментар от
|objavio|napisao|autor/ica|objavil|komentar od|postitas|autors|autorius|per|comentari de
|egilea|โดย|लेखक|द्वारा|autorka|comments from|eingestellt von|eingetragen von|gespeichert von
|forfatter|guest post by|ingediend door|napisane przez|opublikowane przez|skribent|story by|text by
|words by|submetido por|wysłane przez|συντάκτης|σχόλιο από|αναρτήθηκε από|بقلم|تعليق من|撰文|文|筆者
|著者|글|inlagt av|kommentar af|kommentin jätti|napsal|přidal|komentár od|hozzászólt|comentariu de
|publicat de|опублікував|написав|коментар од|коментар від|аутор|avtor|yorum yapan|נכתב על ידי
|תגובה מאת|دیدگاه از|نظر از|komentar dari|diposting oleh|viết bởi|đăng bởi|bình luận của
|เขียนโดย|ความเห็นโดย|评论者|評論者|发布人|publicat per|escrit per|comentari per|nork|parašė
|komentaras nuo|komentārs no|kirjutas|eftir|höfundur|skrifað af|shkruar nga|аўтар|ад|од|od
""")

#: The shortest of them, which lead a name also without a colon and with a capital.
ALONE = _lines("by|von|par|por|av|af|od|от|від|од|ад")

#: Small words between a name, a date and a time of day; the empty one is what dashes leave.
JOINS = frozenset({""}) | _lines("""
on|at|the|in|of|and|um|am|uhr|vom|den|der|le|à|a|las|el|il|alle|ore|em|às|as|de|dia|op|om
|uur|в|о|o|dne|v|kl|klo|i|dnia|godz|saat|ora|la|ở|lúc|pada|jam|στις|w|h|em:|dated|date|data
|datum|fecha|am:|um:|posted|published|发布于|发表于|发布|发表|發表於|發佈於|於|于|monday|tuesday|wednesday|thursday|friday|saturday
|sunday|mon|tue|tues|wed|thu|thurs|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag
|samstag|sonntag|mo|di|mi|do|fr|sa|so|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche
|lunes|martes|miércoles|jueves|viernes|sábado|domingo|ago|said|writes|schrieb|wrote
|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|lunedì|martedì|mercoledì|giovedì|venerdì|sabato
|domenica|gio|sab|segunda|terça|quarta|quinta|sexta|seg|ter|qua|qui|sex|maandag|dinsdag|woensdag
|donderdag|vrijdag|zaterdag|zondag|wo|vr|za|zo|poniedziałek|wtorek|środa|czwartek|piątek|sobota
|niedziela|pon|wt|śr|czw|pt|sob|ndz|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье
|пн|вт|ср|чт|пт|сб|вс|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|mån|tis|ons|tors|fre|lör
|sön|mandag|tirsdag|lørdag|søndag|man|tir|tor|lør|søn|pazartesi|salı|çarşamba|perşembe|cuma
|cumartesi|pazar
""")

#: What stands in brackets behind a name and is no part of it.
BADGES = _lines("""
not verified|unverified|guest|visitor|member|author|post author|admin|administrator
|moderator|mod|op|staff|editor|verified|registered|anonymous|me|owner|nicht überprüft|gast
|mitglied|autor|besucher|non vérifié|invité|auteur|visiteur|no verificado|invitado|visitante
|não verificado|convidado|ospite|autore|non verificato|niet gecontroleerd|bezoeker
|не проверено|гость|автор|gość|niezweryfikowany|host|neověřeno|ej verifierad|gäst
|ikke bekreftet|gjest|misafir|doğrulanmadı|未验证|游客|ゲスト|管理人|손님|زائر|אורח
""")

#: Words by which a line about comments says that there are none: they are closed, or asked for.
NONE_HERE = _lines("""
closed|disabled|off|geschlossen|deaktiviert|fermés|fermé|désactivés|cerrados|desactivados|cerrada
|chiusi|disabilitati|encerrados|fechados|desativados|gesloten|uitgeschakeld|stängda|stängd|lukket
|stengt|suljettu|zamknięte|wyłączona|wyłączone|uzavřeny|zavreté|закрыты|отключены|вимкнені|закриті
|kapalı|lezárva|închise|dezactivate|κλειστά|zatvoreni|isključeni|ditutup|dinonaktifkan|đóng
|leave|post|write|add|submit|type|enter|send|share|your|first|schreib|schreibe|schreiben
|hinterlassen|hinterlasse|verfassen|abgeben|deinen|ihren|laisser|laissez|écrire|écrivez|ajouter
|ajoutez|poster|postez|publier|votre|deja|dejar|escribe|escribir|añadir|agregar|enviar|publicar
|lascia|scrivi|aggiungi|invia|deixe|deixar|escreva|adicionar|comente|plaats|schrijf|geef|laat
|skriv|lämna|legg|efterlad|jätä|kirjoita|dodaj|napisz|zostaw|przidej|přidat|přidej|napsat|pridaj
|оставить|добавить|написать|оставьте|залишити|додати|yaz|yazın|yap|bırak|bırakın|gönder|ekle
|lasă|adaugă|scrie|γράψτε|αφήστε|napiši|ostavi|tinggalkan|tulis|viết|gửi
""")

#: What leads the day on which somebody became a member.
JOINED = _lines("""
joined|join date|member since|registered:|registered on|user since|registriert seit|dabei seit
|mitglied seit|inscrit|membre depuis|date d'inscription|miembro desde|registrado|iscritto dal
|membro desde|membro dal|lid sinds|dołączył|на сайте с|зарегистрирован|регистрация|medlem sedan
|medlem siden|üyelik tarihi|kayıt tarihi|注册|加入|가입일|登録日
""")

#: What leads the time of a change, or that at which somebody was last there.
CHANGED = _lines("""
edited|last edit|updated|last update|modified|last seen|last visit|last login|last active|last post
|bearbeitet|geändert|aktualisiert|zuletzt|letzter besuch|modifié|édité|mis à jour|dernière visite
|dernière connexion|editado|modificado|actualizado|última visita|última edición|atualizado
|última edição|modificato|aggiornato|ultima modifica|ultima visita|bewerkt|gewijzigd|bijgewerkt
|laatst|edytowan|zmodyfikowan|zaktualizowan|ostatni|изменен|изменён|отредактирован|обновлен|обновлён
|последн|redigerad|ändrad|uppdaterad|redigeret|redigert|endret|oppdatert|opdateret|muokattu
|düzenlen|güncellen|upraven|změněn|módosít|szerkeszt|τροποποι|επεξεργ|editat|modificat|編集|更新
|编辑|修改|編輯|수정|편집|แก้ไข|đã sửa|diedit|diubah
""")

#: What a site calls those who write often or seldom.
RANKS = _lines("""
member|senior member|junior member|new member|full member|active member|regular|regular member
|registered user|registered|user|newbie|novice|expert|veteran|platinum member|gold member
|silver member|bronze member|top commenter|top contributor|contributor|supporter|subscriber
|moderator|administrator|admin|staff|author|guest|visitor|community manager|verified|anonymous
|mitglied|neues mitglied|stammgast|neuling|experte|moderator/in|gast|besucher|redaktion|autor
|membre|habitué|débutant|modérateur|invité|visiteur|auteur|miembro|veterano|invitado|autor/a
|membro|esperto|ospite|moderatore|convidado|lid|vaste gast|gast|beheerder|użytkownik|ekspert
|gość|moderator|участник|новичок|гость|модератор|medlem|gäst|gjest|üye|kıdemli üye|misafir
|benutzer|utilisateur|usuario|utente|usuário|gebruiker|пользователь|användare|bruker|bruger
|kullanıcı|ユーザー|yönetici|会員|ゲスト|会员|游客|회원
""")

#: Controls that stand beside a comment; each is a whole label, never a part of a sentence.
CONTROLS = _lines("""
reply|reply to this|reply to comment|reply to this comment|respond|answer|reply »|add reply
|leave a reply|post reply|log in to reply|login to reply|sign in to reply
|log in to leave a comment|quote|cite|edit|delete|remove|report|report abuse|report comment
|report this comment|flag|spam|flag as inappropriate|report as spam|mark as spam|abuse
|inappropriate|permalink|permanent link|link|direct link|share|share this|share comment
|copy link|embed|save|like|likes|liked|unlike|dislike|like this|i like this|upvote|downvote
|vote up|vote down|up vote|down vote|vote|votes|up|down|agree|disagree|recommend|helpful
|unhelpful|thumbs up|thumbs down|hide|hide replies|show|show replies|view replies|show more
|show less|see more|read more|more|less|load more|collapse|expand|top|back to top|go to top
|parent|root|next|prev|previous|ignore|block|mute|follow|unfollow|subscribe|loading...
|loading…|approve|unapprove|trash|promote|thanks|thank|was this helpful?
|was this review helpful?|in reply to|first|last|in this conversation|edited|(edit)|(reply)
|[reply]|[link]|[-]|[+]|reply ↓|↓|↑|▲|▼|△|▽|•|·|\\|»|«|¶|#|★|☆|+|-|–|—|/|…|×|©
|+1|-1|(0)|liked by|be the first to like this|thread|context|reblog|reposter|antworten
|antwort|beantworten|auf diesen kommentar antworten|antwort schreiben|zitieren|zitat
|bearbeiten|löschen|melden|kommentar melden|beitrag melden|missbrauch melden|verstoß melden
|teilen|gefällt mir|gefällt mir nicht|gefällt|empfehlen|nach oben|mehr|mehr anzeigen|weniger
|anzeigen|ausblenden|mehr lesen|weiterlesen|antworten anzeigen|antworten ausblenden
|anmelden, um zu antworten|link kopieren|zum antworten anmelden|hilfreich|nicht hilfreich
|zustimmen|ablehnen|daumen hoch|daumen runter|profil|répondre|répondre à ce message
|répondre à ce commentaire|répondre à|citer|modifier|supprimer|signaler|signaler un abus
|signaler ce commentaire|signaler un contenu inapproprié|alerter|partager|j'aime
|je n'aime pas|j’aime|aimer|voter|lien permanent|permalien|haut|haut de page|voir plus
|voir les réponses|lire la suite|masquer|afficher|recommander|connectez-vous pour répondre
|utile|inutile|lien|abonné|en réponse à|responder|respuesta|responder a este comentario
|citar|editar|borrar|eliminar|denunciar|reportar|compartir|me gusta|no me gusta|votar|enlace
|enlace permanente|ver más|mostrar más|ver respuestas|ocultar|arriba|accede para responder
|inicia sesión para responder|recomendar|útil|enlace directo|reenviar|marcar como spam
|resposta|responder comentário|excluir|apagar|remover|compartilhar|partilhar|curtir|gosto
|não gosto|gostei|não gostei|link permanente|ver mais|ver respostas|denunciar comentário
|faça login para responder|rispondi|rispondi al commento|cita|modifica|elimina|cancella
|segnala|segnala abuso|condividi|mi piace|non mi piace|mostra altro|leggi tutto
|mostra risposte|nascondi|accedi per rispondere|segnala un abuso|vota|beantwoorden|reageer
|reageren|antwoord|antwoorden|reactie plaatsen|citeren|quoten|bewerken|verwijderen
|rapporteren|meld|meld misbruik|melding|delen|vind ik leuk|leuk|meer|toon meer
|log in om te reageren|ответить|ответ|цитировать|цитата|изменить|редактировать|удалить
|пожаловаться|жалоба|поделиться|нравится|не нравится|мне нравится|ссылка|наверх|показать
|скрыть|ещё|подробнее|ответить с цитатой|войдите, чтобы ответить|развернуть|свернуть|спам
|показать ответы|постоянная ссылка|сообщить о нарушении|відповісти|відповідь|цитувати
|поскаржитися|видалити|подобається|поширити|посилання|odpowiedz|odpowiedź|cytuj|edytuj|usuń
|zgłoś|zgłoś nadużycie|udostępnij|lubię to|lubię|więcej|pokaż|ukryj
|zaloguj się, aby odpowiedzieć|link bezpośredni|zgłoś naruszenie|oceń|odpowiedzi
|zgłoś do moderacji|odpovědět|odpověď|reagovat|citovat|upravit|smazat|nahlásit|sdílet
|líbí se|více|odkaz|to se mi líbí|odpovedať|odpovedz|reagovať|zmazať|nahlásiť|zdieľať
|páči sa mi to|svara|svar|citera|redigera|ta bort|anmäl|rapportera|dela|gilla|visa mer
|logga in för att svara|svar på kommentar|rapporter|rediger|slett|del|liker|lik|sitat|slet
|besvar|synes godt om|anmeld|vis mere|vastaa|vastaus|lainaa|muokkaa|poista|ilmoita|ilmianna
|jaa|tykkää|näytä lisää|kirjaudu vastataksesi|cevapla|yanıtla|cevap ver|yanıt ver|yanıt
|cevap|alıntı|alıntıla|düzenle|sil|şikayet et|şikayet|bildir|paylaş|beğen|beğendim|beğenme
|daha fazla|cevap yazmak için oturum açın|yukarı|返信|返信する|コメントに返信|引用|編集|削除
|通報|報告|違反報告|共有|いいね|いいね！|いいね!|続きを読む|もっと見る|返信を表示|回复|回覆
|回應|答复|引用回复|举报|檢舉|举報|分享|赞|讚|踩|顶|支持|反对|喜欢|喜歡|编辑|編輯|删除|刪除
|更多|展开|收起|回复他|답글|답글 달기|답변|댓글 달기|신고|신고하기|공유|좋아요|싫어요|추천
|비추천|수정|삭제|더보기|인용|رد|الرد|ردّ|أضف رد|اقتباس|تعديل|حذف|إبلاغ|بلاغ|أبلغ عن إساءة
|مشاركة|إعجاب|أعجبني|لم يعجبني|المزيد|رد على التعليق|پاسخ|پاسخ دادن|پاسخ دهید|ویرایش|گزارش
|اشتراک|لایک|پسندیدم|نقل قول|حذف نظر|השב|הגב|תגובה|הגיבו|השיבו|ערוך|מחק|דווח|שתף|אהבתי|לייק
|ציטוט|הגב לתגובה|απάντηση|απαντήστε|παράθεση|επεξεργασία|διαγραφή|αναφορά|κοινοποίηση
|μου αρέσει|περισσότερα|răspunde|răspunsuri|citează|editează|șterge|raportează|distribuie
|îmi place|mai mult|válasz|válasz erre|idézet|szerkesztés|törlés|jelentés|megosztás|tetszik
|nem tetszik|tovább|отговор|отговори|цитирай|редактирай|изтрий|докладвай|сподели|харесвам
|odgovori|odgovor|citiraj|uredi|obriši|prijavi|podijeli|podeli|sviđa mi se|izbriši
|všeč mi je|одговори|respon|respondre|edita|esborra|denuncia|comparteix|m'agrada|erantzun
|vasta|tsiteeri|atbildēt|atsakyti|trả lời|thích|báo cáo|chia sẻ|sửa|xóa|xem thêm
|trích dẫn|balas|balasan|suka|laporkan|bagikan|sunting|hapus|kutip|lapor|tanggapi|ตอบ
|ตอบกลับ|ถูกใจ|แชร์|รายงาน|อ้างอิง|ลบ|แก้ไข
|जवाब दें|उत्तर दें|पसंद|उत्तर|জবাব|উত্তর|Përgjigju
|svara på kommentaren
""")

#: What a link to the comment itself is called.
PERMALINK = _lines("""
link|permalink|permanent link|direct link|link to this|link to this comment|link to comment
|link to this post|comment link|direktlink|#|¶|lien|lien direct|lien permanent|permalien|enlace
|enlace permanente|link permanente|link zum kommentar|permanenter link|ссылка
|постоянная ссылка|odkaz|bağlantı|koppeling|リンク|固定リンク|链接|رابط
""")

#: Labels that offer to answer a comment: a sign that the thing beside them is one.
REPLY = _lines("""
reply|reply to this|reply to comment|reply to this comment|respond|reply »|add reply
|reply ↓|(reply)|[reply]|log in to reply|login to reply|antworten|antwort|beantworten
|auf diesen kommentar antworten|antwort schreiben|répondre|répondre à ce message
|répondre à ce commentaire|responder|responder a este comentario|responder comentário
|rispondi|rispondi al commento|beantwoorden|reageer|reageren|antwoord|antwoorden|ответить
|відповісти|odpowiedz|odpovědět|reagovat|odpovedať|reagovať|svara|svar|besvar|vastaa|cevapla
|yanıtla|cevap ver|yanıt ver|返信|返信する|コメントに返信|回复|回覆|回應|答复|답글|답글 달기
|رد|الرد|أضف رد|پاسخ|پاسخ دادن|השב|הגב|απάντηση|απαντήστε|răspunde|válasz|válasz erre
|отговор|отговори|odgovori|respon|erantzun|vasta|atbildēt|atsakyti|trả lời|balas|tanggapi
|ตอบ|ตอบกลับ|जवाब दें|উত্তর|одговори|report|report abuse|melden
|signaler|denunciar|segnala|пожаловаться|zgłoś|report comment|report this comment
|signaler un abus|alerter|通報|举报|신고|şikayet et|flag
""")

#: What a heading calls the entries of a thread.
COMMENTS = _lines("""
libro de visitas|livro de visitas|libro degli ospiti|księga gości|kniha návštěv
|гостевая книга|vieraskirja|gästebok|gjestebok|gæstebog|vendégkönyv|ziyaretçi defteri
|ゲストブック|留言板|방명록|comment|comments|response|responses|reply|replies|reaction
|reactions|thought|thoughts|discussion|conversation|opinions|feedback|remarks|answers|answer
|messages|notes|reader comments|guestbook|kommentar|kommentare|kommentaren|antwort|antworten
|reaktion|reaktionen|meinungen|gedanke|gedanken|ergänzungen|ergänzung|beiträge
|leserkommentare|diskussion|gästebuch|wortmeldungen|rückmeldungen|leserbriefe|einträge
|commentaire|commentaires|réponse|réponses|réaction|réactions|avis|message|vos réactions
|vos commentaires|livre d'or|comentario|comentarios|respuesta|respuestas|opinión|opiniones
|reacciones|comentário|comentários|resposta|respostas|opiniões|commento|commenti|risposta
|risposte|pensieri|pensiero|reazioni|opinioni|reactie|reacties|antwoorden|gedachten
|комментарий|комментарии|комментария|комментариев|ответ|ответа|ответов|ответы|отзыв|отзыва
|отзывов|отзывы|мнений|обсуждение|коментар|коментарі|коментарів|коментаря|коментара
|коментари|відповідей|відповіді|komentarz|komentarze|komentarzy|odpowiedź|odpowiedzi|opinie
|opinii|wypowiedzi|komentář|komentáře|komentářů|odpověď|odpovědi|odpovědí|reakce|komentár
|komentáre|komentárov|kommentarer|kommentarar|svar|reaktioner|reaksjoner|tankar|tanker
|kommentti|kommentit|kommenttia|vastaus|vastausta|vastaukset|yorum|yorumlar|yorumu|yorumları
|yanıt|yanıtlar|cevap|cevaplar|コメント|件のコメント|コメント一覧|のコメント|件の返信|レス
|评论|評論|条评论|留言|则留言|則留言|条留言|条回复|則回應|回复|回應|網友回應|댓글|개의 댓글
|의견|답글|تعليق|تعليقات|تعليقا|تعليقًا|تعليقان|التعليقات|رد|ردود|ردود الفعل|نظر|نظرات
|دیدگاه|دیدگاه‌ها|پاسخ|تגובות|תגובה|תגובות|σχόλιο|σχόλια|απάντηση|απαντήσεις|comentariu
|comentarii|răspuns|răspunsuri|hozzászólás|hozzászólások|komment|vélemény|válasz|отговор
|отговора|отговори|komentar|komentari|komentara|komentarji|komentarjev|komentarja|odgovora
|odgovor|odgovorov|comentari|comentaris|respostes|iruzkin|iruzkinak|erantzun|kommentaar
|kommentaari|kommentaarid|vastust|komentārs|komentāri|komentaras|komentarai|komentarų
|bình luận|phản hồi|ý kiến|tanggapan|balasan|ความคิดเห็น|ความเห็น
|टिप्पणी|टिप्पणियाँ|मন্তব্য|মন্তব্য|athugasemdir|ummæli
|коментарии|comentarios (0)|questions|reviews|bewertungen|rezensionen|avis clients
|valoraciones|recensioni|critiques
""")

#: What a heading calls pings from other sites.
PINGS = _lines("""
pingback|pingbacks|trackback|trackbacks|ping|pings|linkback|linkbacks|webmention
|webmentions|pingbacks & trackbacks|trackbacks/pingbacks|trackbacks & pingbacks
|pingbacks/trackbacks|rückverweise|rétroliens|rétrolien|retroenlaces|trackback e pingback
|トラックバック|ピンバック|引用通告|обратные ссылки|обратная ссылка|уведомления|pingi
|trackbacki|ping-uri|트랙백|핑백|引用|backlinks|refbacks|mentions|pingit|geri izlemeler
|geri izleme|إشارات|تنويه|רפרנסים|odkazy|nawiązania|pings to this post|zpětné odkazy
|tillbakasporing|tilbakeping|tilbaketråkk|notificaciones
""")

#: Names of things that list comments of other posts.
RECENT = _lines("""
recent|latest|newest|last|neueste|letzte|aktuelle|récents|derniers|recientes|últimos
|recenti|ultimi|recente|laatste|последние|свежие|ostatnie|najnowsze|poslední|senaste|siste
|seneste|uusimmat|son|最近|最新|최근|أحدث|آخر|آخرین|אחרונות|πρόσφατα|legutóbbi|останні
|последни|nejnovější|viimeisimmät|popular|top
""")

#: "In reply to Anna", up to the name.
REPLY_TO = _lines("""
in reply to|replying to|reply to|in response to|replied to|responding to|@|als antwort auf
|antwort auf|antwort an|antwortet auf|bezug auf|en réponse à|réponse à|en respuesta a
|respuesta a|respondiendo a|em resposta a|em resposta à|em resposta ao|resposta a
|resposta para|in risposta a|in risposta al commento di|risposta a|als antwoord op
|in antwoord op|reactie op|в ответ на|ответ на|ответ для|ответил|відповідь на
|w odpowiedzi na|odpowiedź na|odpowiedź do|odpověď na|reakce na|odpoveď na|som svar på
|svar till|svar til|svar på|vastauksena|vastaus|yanıt olarak|şu kişiye yanıt|への返信|返信先
|への返答|回复|回覆|回應|답글 대상|ردا على|ردًا على|رداً على|در پاسخ به|بתגובה ל|בתגובה ל
|απάντηση σε|σε απάντηση|ca răspuns la|răspuns la|válaszul|válasz erre|в отговор на
|kao odgovor na|odgovor na|en resposta a|trả lời|membalas|balasan untuk
|in reply to comment by|this comment is a reply to|replied to comment from
|replied to a comment from|reply to comment by
""")

_REMOVED = re.compile(
    r"^\W*(?:(?:\[|\()?(?:deleted|removed|comment deleted|comment removed|gelöscht|supprimé"
    r"|eliminado)(?:\]|\))?"
    r"|(?:this|the|your) (?:comment|message|post|reply) (?:has been|was|is|were) "
    r"(?:removed|deleted|hidden|flagged|withdrawn|moderated)\b.{0,80}"
    r"|comment (?:has been )?(?:removed|deleted|hidden|flagged)\b.{0,60}"
    r"|dieser (?:kommentar|beitrag) wurde .{0,40}"
    r"(?:gelöscht|entfernt|gesperrt|ausgeblendet)\b.{0,60}"
    r"|(?:kommentar|beitrag) (?:wurde )?(?:gelöscht|entfernt)\b.{0,60}"
    r"|(?:ce|le) (?:commentaire|message) a été (?:supprimé|effacé|retiré|modéré|masqué)\b.{0,60}"
    r"|(?:este|el) (?:comentario|mensaje) (?:ha sido|fue) "
    r"(?:eliminado|borrado|suprimido)\b.{0,60}"
    r"|(?:este|o) comentário foi (?:removido|excluído|apagado|eliminado)\b.{0,60}"
    r"|(?:questo|il) commento è stato (?:eliminato|rimosso|cancellato)\b.{0,60}"
    r"|(?:deze|de) reactie is (?:verwijderd|gewist)\b.{0,60}"
    r"|(?:этот )?(?:комментарий|сообщение|отзыв) (?:был[оа]? )?удал[её]н[оа]?\b.{0,60}"
    r"|(?:ten )?komentarz (?:został )?usunięty\b.{0,60}"
    r"|bu yorum .{0,30}(?:silindi|kaldırıl)\w*.{0,40}"
    r"|このコメントは.{0,20}削除.{0,20}|コメントは削除されました.{0,10}"
    r"|(?:该|此)?(?:评论|留言)已(?:被)?.{0,6}删除.{0,10}"
    r"|삭제된 (?:댓글|덧글).{0,10}|تم حذف (?:هذا )?التعليق.{0,30}"
    r"|(?:den här )?kommentaren (?:har|är|er|blev) .{0,20}"
    r"(?:borttagen|tagits bort|slettet|fjernet).{0,30}"
    r")\W*$",
    re.IGNORECASE | re.DOTALL,
)


def is_removed(text: str) -> bool:
    """Whether the text of a comment only says that the comment was taken away.

    >>> is_removed("This comment has been removed by the author.")
    True
    """
    return len(text) < 160 and _REMOVED.match(text) is not None
