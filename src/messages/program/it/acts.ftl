### I nomi brevi degli atti dell’Unione, per la base giuridica di una pubblicazione.
###
### Il codice è quello dell’ELI: tipo (dir, reg, dec), anno, numero. Un atto senza nome breve mostra
### il suo numero CELEX. Numeri e nomi sono stati confrontati ciascuno con due pubblicazioni
### indipendenti del titolo dell’atto.

act-dir-2002-58 = Direttiva 2002/58/CE (ePrivacy)
act-dir-2016-1148 = Direttiva (UE) 2016/1148 (NIS)
act-dir-2018-1972 = Direttiva (UE) 2018/1972 (codice europeo delle comunicazioni elettroniche)
act-dir-2022-2555 = Direttiva (UE) 2022/2555 (NIS 2)
act-dir-2022-2557 = Direttiva (UE) 2022/2557 (resilienza dei soggetti critici)
act-reg-2014-910 = Regolamento (UE) n. 910/2014 (eIDAS)
act-reg-2016-679 = Regolamento (UE) 2016/679 (protezione dei dati)
act-reg-2019-881 = Regolamento (UE) 2019/881 (ENISA e certificazione della cibersicurezza)
act-reg-2022-2554 = Regolamento (UE) 2022/2554 (DORA)
act-reg-2024-1689 = Regolamento (UE) 2024/1689 (sull’intelligenza artificiale)
act-reg-2024-2690 = Regolamento di esecuzione (UE) 2024/2690
act-reg-2024-2847 = Regolamento (UE) 2024/2847 (sulla ciberresilienza)
act-reg-2025-38 = Regolamento (UE) 2025/38 (sulla cibersolidarietà)
act-dec-2017-179 = Decisione di esecuzione (UE) 2017/179
