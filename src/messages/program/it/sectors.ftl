### I settori e i sottosettori della direttiva (UE) 2022/2555 (NIS 2), nell'ordine degli allegati.

## Allegato I: settori ad alta criticità.

sector-energy = Energia
subsector-electricity = Energia elettrica
subsector-district-heating-and-cooling = Teleriscaldamento e teleraffrescamento
subsector-oil = Petrolio
subsector-gas = Gas
subsector-hydrogen = Idrogeno
sector-transport = Trasporti
subsector-air = Trasporto aereo
subsector-rail = Trasporto ferroviario
subsector-water = Trasporto per vie d'acqua
subsector-road = Trasporto su strada
sector-banking = Settore bancario
sector-financial-market-infrastructures = Infrastrutture dei mercati finanziari
sector-health = Settore sanitario
sector-drinking-water = Acqua potabile
sector-waste-water = Acque reflue
sector-digital-infrastructure = Infrastrutture digitali
sector-ict-service-management = Gestione dei servizi TIC (business-to-business)
sector-public-administration = Pubblica amministrazione
sector-space = Spazio

## Allegato II: altri settori critici.

sector-postal-and-courier-services = Servizi postali e di corriere
sector-waste-management = Gestione dei rifiuti
sector-chemicals = Fabbricazione, produzione e distribuzione di sostanze chimiche
sector-food = Produzione, trasformazione e distribuzione di alimenti
sector-manufacturing = Fabbricazione
subsector-medical-devices = Fabbricazione di dispositivi medici e di dispositivi medico-diagnostici in vitro
subsector-electronics = Fabbricazione di computer e prodotti di elettronica e ottica
subsector-electrical-equipment = Fabbricazione di apparecchiature elettriche
subsector-machinery = Fabbricazione di macchinari e apparecchiature n.c.a.
subsector-motor-vehicles = Fabbricazione di autoveicoli, rimorchi e semirimorchi
subsector-other-transport-equipment = Fabbricazione di altri mezzi di trasporto
sector-digital-providers = Fornitori di servizi digitali
sector-research = Ricerca

## Quote che un rapporto mostra accanto ai settori.

sector-other = Altri settori
sector-unknown = Settore non attribuito
subsector-other = Altri sottosettori
subsector-unknown = Sottosettore non attribuito
