### Come si scrivono numeri, date e ore nei testi: serve al confronto fra un'edizione e la sua
### traduzione, mai alle pagine. Le voci sono separate da virgole, le forme di una voce da barre.

# Da zero a venti.
convention-units = zero, uno/una/un, due, tre/tré, quattro, cinque, sei, sette, otto, nove, dieci, undici, dodici, tredici, quattordici, quindici, sedici, diciassette, diciotto, diciannove, venti
# Da venti a novanta.
convention-tens = venti, trenta, quaranta, cinquanta, sessanta, settanta, ottanta, novanta
convention-hundred = cento
convention-thousand = mille, mila
# Parole che moltiplicano il numero che le precede: il fattore, poi le forme.
convention-scales = 1000/mila, 1000000/milione/milioni/mln/mio, 1000000000/miliardo/miliardi/mld/mrd, 1000000000000/bilione/bilioni
convention-ordinals = primo/prima/primi/prime, secondo/seconda/secondi/seconde, terzo/terza/terzi/terze, quarto/quarta/quarti/quarte, quinto/quinta/quinti/quinte, sesto/sesta, settimo/settima, ottavo/ottava, nono/nona, decimo/decima, undicesimo/undicesima, dodicesimo/dodicesima
convention-ordinal-marks = º, ª, °
convention-percent = per cento, percento
# Numeri che possono essere altre parole: non si confrontano con le parole dell’altra lingua.
convention-ambiguous = sei, quarto, quarta, quarti, quarte, mille
convention-half = metà
convention-noon = mezzogiorno
convention-midnight = mezzanotte
convention-date-words = del, di, dell
convention-version = versione, versioni, release
convention-morning = del mattino, di mattina
convention-afternoon = del pomeriggio, di sera, della sera
