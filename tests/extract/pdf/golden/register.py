"""The register that every golden PDF shows: written for these tests, the same rows in every layout."""

HEADING = "3. Riskanalys: Ny ishall vid Norra kajen"
SECOND = "4. Riskanalys: Flytt av arkivet"
INTRO = "Gruppen träffades två gånger under hösten och gick igenom bygget från grund till tak."
CLOSING = "Nästa möte hålls när entreprenören har lämnat sin tidplan och alla har läst den."
HEAD = ["Risk", "S", "K", "S x K", "Åtgärd"]
ROWS = [
    ["Marken sätter sig och golvet spricker innan isen är lagd", "2", "5", "10", "Provborra på fyra ställen till"],
    [
        "Kylanläggningen läcker",
        "3",
        "4",
        "12",
        "Larm i maskinrummet, utbildad vakt och skyltar på tre språk vid varje dörr",
    ],
    ["Publiken trängs i den smala gången mot läktaren när matchen är slut", "4", "4", "16", "Öppna östra porten"],
    ["Halka", "5", "2", "10", "Sandlåda"],
    ["För få sökande till tjänsten som ismästare, och den som finns går i pension", "2-3", "4", "8-12", ""],
    ["Priset på el", "3?", "4", "12", "Bundet avtal i två år"],
    [
        "Grannarna klagar på ljudet från fläktarna under natten",
        "3",
        "3",
        "9",
        "Mätning i mars, bullerskärm om det behövs",
    ],
    ["Ingen vet vem som har nyckel till förrådet", "", "", "", "Nyckellista hos vaktmästaren"],
    ["Bussen slutar gå klockan nitton", "4", "3", "12", "Samtal med bolaget om en tur till"],
    ["Omklädningsrummen blir inte klara till säsongen", "3", "5", "15", "Hyr baracker för 15 veckor"],
]
SECOND_ROWS = [
    ["Pärmar försvinner i flytten", "1", "5", "5", "Räkna före och efter"],
    [
        "Fukt i den nya källaren",
        "2",
        "4",
        "8",
        "Avfuktare och mätare i varje rum, läses av varje vecka av vaktmästaren",
    ],
]
LONG_HEAD = ["Beskrivning av risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Åtgärd"]
TITLE = "Bedömning av skedet"
