### The short names of acts of the Union, for the legal basis of a publication.
###
### The code is that of the ELI: type (dir, reg, dec), year, number. An act without a short name
### shows its CELEX number. Numbers and names were each held against two independent publications
### of the act's title.

act-dir-2002-58 = Directive 2002/58/EC (ePrivacy)
act-dir-2016-1148 = Directive (EU) 2016/1148 (NIS)
act-dir-2018-1972 = Directive (EU) 2018/1972 (European Electronic Communications Code)
act-dir-2022-2555 = Directive (EU) 2022/2555 (NIS 2)
act-dir-2022-2557 = Directive (EU) 2022/2557 (resilience of critical entities)
act-reg-2014-910 = Regulation (EU) No 910/2014 (eIDAS)
act-reg-2016-679 = Regulation (EU) 2016/679 (data protection)
act-reg-2019-881 = Regulation (EU) 2019/881 (Cybersecurity Act)
act-reg-2022-2554 = Regulation (EU) 2022/2554 (DORA)
act-reg-2024-1689 = Regulation (EU) 2024/1689 (Artificial Intelligence Act)
act-reg-2024-2690 = Implementing Regulation (EU) 2024/2690
act-reg-2024-2847 = Regulation (EU) 2024/2847 (Cyber Resilience Act)
act-reg-2025-38 = Regulation (EU) 2025/38 (Cyber Solidarity Act)
act-dec-2017-179 = Implementing Decision (EU) 2017/179
