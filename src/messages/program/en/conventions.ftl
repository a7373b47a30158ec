### How numbers, dates and hours are written in texts: for the comparison of an edition with its
### translation, never for pages. Entries are parted by commas, the forms of one entry by slashes.

# From zero to twenty.
convention-units = zero, one, two/twice, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty
# From twenty to ninety.
convention-tens = twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety
convention-hundred = hundred
convention-thousand = thousand
convention-ordinals = first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth
convention-ordinal-marks = st, nd, rd, th
convention-percent = percent, per cent
convention-date-words = of
convention-version = version, versions, release
convention-morning = a.m., am
convention-afternoon = p.m., pm
