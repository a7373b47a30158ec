# One message with all six categories for each way of writing a number.

plain = { $n ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
}
digits1 = { NUMBER($n, minimumFractionDigits: 1) ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
}
digits2 = { NUMBER($n, minimumFractionDigits: 2) ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
}
ordinal = { NUMBER($n, type: "ordinal") ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
}
