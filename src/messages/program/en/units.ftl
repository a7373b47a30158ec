### Units. The space between number and unit does not break (U+00A0).
### $size (number): at most one decimal; 1 kB = 1000 B.

file-size-bytes = { $size }{ "\u00A0" }B
file-size-kilobytes = { $size }{ "\u00A0" }kB
file-size-megabytes = { $size }{ "\u00A0" }MB
file-size-gigabytes = { $size }{ "\u00A0" }GB
