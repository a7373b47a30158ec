### Unità di misura. Lo spazio tra numero e unità non va a capo (U+00A0).
### $size (numero): al massimo un decimale; 1 kB = 1000 B.

file-size-bytes = { $size }{ "\u00A0" }B
file-size-kilobytes = { $size }{ "\u00A0" }kB
file-size-megabytes = { $size }{ "\u00A0" }MB
file-size-gigabytes = { $size }{ "\u00A0" }GB
