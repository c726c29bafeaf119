"""The register of the damaged PDFs: a form without a product column, so that no arithmetic says what a sign is."""

HEADING = "6. Riskanalys: Ny brygga vid badplatsen"
INTRO = "Mötet hölls den 28 september 2026 klockan 9.30 till 11.45 i sal 7 och 17 personer kom."
HEAD = ["Risk", "S", "K", "Åtgärd"]
ROWS = [
    ["Isen trycker sönder pålarna", "3", "5", "Ta upp bryggan i november"],
    ["Barn hoppar i där det är grunt", "5", "4", "Skylt och lina"],
    ["Virket blir dyrare", "4", "2", "Fast pris till 2026-12-31"],
    ["Algerna blommar vid invigningen", "1", "3", "Prov vecka 30 till 35"],
    ["Bryggan är inte klar till sommaren", "5", "5", "Börja före mars"],
    ["Måsarna tar över", "2", "1", "Linor mellan stolparna"],
]
