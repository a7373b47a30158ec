### How numbers, dates and hours are written in texts: for the comparison of an edition with its
### translation, never for pages. Entries are parted by commas, the forms of one entry by slashes.

# From zero to twenty.
convention-units = zero, one, two/twice, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty
# From twenty to ninety.
convention-tens = twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety
convention-hundred = hundred
convention-thousand = thousand
# Words that multiply the number before them: the factor, then the forms.
convention-scales = 1000/thousand/thousands, 1000000/million/millions/mln/mn, 1000000000/billion/billions/bn/bln, 1000000000000/trillion/trillions/tn/trn
convention-ordinals = first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth
convention-ordinal-marks = st, nd, rd, th
convention-percent = percent, per cent
# Numbers that may be other words: not compared with the words of the other language.
convention-ambiguous = thousand, hundred
convention-half = half
convention-noon = noon, midday
convention-midnight = midnight
convention-date-words = of
convention-version = version, versions, release
convention-morning = a.m., am
convention-afternoon = p.m., pm
