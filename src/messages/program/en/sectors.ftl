### The sectors and subsectors of Directive (EU) 2022/2555 (NIS 2), in the order of its annexes.

## Annex I: sectors of high criticality.

sector-energy = Energy
subsector-electricity = Electricity
subsector-district-heating-and-cooling = District heating and cooling
subsector-oil = Oil
subsector-gas = Gas
subsector-hydrogen = Hydrogen
sector-transport = Transport
subsector-air = Air
subsector-rail = Rail
subsector-water = Water
subsector-road = Road
sector-banking = Banking
sector-financial-market-infrastructures = Financial market infrastructures
sector-health = Health
sector-drinking-water = Drinking water
sector-waste-water = Waste water
sector-digital-infrastructure = Digital infrastructure
sector-ict-service-management = ICT service management (business-to-business)
sector-public-administration = Public administration
sector-space = Space

## Annex II: other critical sectors.

sector-postal-and-courier-services = Postal and courier services
sector-waste-management = Waste management
sector-chemicals = Manufacture, production and distribution of chemicals
sector-food = Production, processing and distribution of food
sector-manufacturing = Manufacturing
subsector-medical-devices = Manufacture of medical devices and in vitro diagnostic medical devices
subsector-electronics = Manufacture of computer, electronic and optical products
subsector-electrical-equipment = Manufacture of electrical equipment
subsector-machinery = Manufacture of machinery and equipment n.e.c.
subsector-motor-vehicles = Manufacture of motor vehicles, trailers and semi-trailers
subsector-other-transport-equipment = Manufacture of other transport equipment
sector-digital-providers = Digital providers
sector-research = Research

## Shares that a report shows beside the sectors.

sector-other = Other sectors
sector-unknown = Sector not attributed
subsector-other = Other subsectors
subsector-unknown = Subsector not attributed
