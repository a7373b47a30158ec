site-name = Notices
site-publisher = Research & Innovation Agency and University
topic-law = Law, rules & "norms"
topic-5g = 5G networks
series-manual = Manual 100 % {"{"}proof{"}"}
