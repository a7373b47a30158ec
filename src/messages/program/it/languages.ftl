### I nomi delle lingue.

# Il nome di questa lingua, come lo mostra il menù delle lingue.
language-own-name = Italiano

# Accanto a un titolo o a un collegamento in un'altra lingua.
# $language (testo): il nome della lingua, come "inglese".
language-note = in { $language }

## Le lingue ufficiali dell'Unione europea, in minuscolo come nel corpo di una frase.

language-bg = bulgaro
language-cs = ceco
language-da = danese
language-de = tedesco
language-el = greco
language-en = inglese
language-es = spagnolo
language-et = estone
language-fi = finlandese
language-fr = francese
language-ga = irlandese
language-hr = croato
language-hu = ungherese
language-it = italiano
language-lt = lituano
language-lv = lettone
language-mt = maltese
language-nl = neerlandese
language-pl = polacco
language-pt = portoghese
language-ro = rumeno
language-sk = slovacco
language-sl = sloveno
language-sv = svedese
