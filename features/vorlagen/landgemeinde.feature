# language: de
Funktionalität: Landgemeinde, das Dorf ist das Quartier

  Grundlage:
    Angenommen ein Quartier nach der Vorlage "landgemeinde"

  Regel: Leitlinien und Grenze sind ein Schritt, und beide Seiten sagen Ja

    Szenario: Aus zehn Schritten werden neun
      Dann sind die Schritte der Reihe nach
        | leitbild     | Bestand   |
        | analyse      | Bestand   |
        | partner      | Bedarf    |
        | ziele        | Bedarf    |
        | netzwerk     | Umsetzung |
        | massnahmen   | Umsetzung |
        | erfolge      | Umsetzung |
        | evaluation   | Umsetzung |
        | verstetigung | Umsetzung |

    Szenario: Bürgerversammlung und Gemeinderat beschließen die Leitlinien
      Wenn für die Freigabe von "leitbild" alles getan ist
      Dann ist der Schritt "analyse" offen
      Und entscheiden über "leitbild" der Reihe nach
        | Arbeitskreis Zukunft (Stellungnahme) |
        | Bürgerversammlung                    |
        | Gemeinderat                          |
      Und ist der Schritt "partner" offen

    Szenario: Solange offen ist, wer dazugehört, beginnt keine Analyse
      Wenn für die Freigabe von "leitbild" alles getan ist, nur der Punkt "grenze" ist noch offen
      Dann ist der Schritt "analyse" noch nicht offen
      Und lässt sich die Freigabe von "leitbild" nicht anfragen, denn es fehlt
        """
        Auf einer Karte zeigen, welche Ortsteile dazugehören
        """

  Regel: Über Ziele, Maßnahmen und Bilanz entscheidet die Bürgergemeinschaft

    Szenariogrundriss: Der Gemeinderat nimmt zur Kenntnis
      Wenn für die Freigabe von "<Schritt>" alles getan ist
      Dann entscheiden über "<Schritt>" der Reihe nach
        | Bürgergemeinschaft         |
        | Gemeinderat (zur Kenntnis) |

      Beispiele:
        | Schritt    |
        | massnahmen |
        | evaluation |

    Szenario: Ziele, die den Haushalt nicht binden
      Wenn für die Freigabe von "ziele" alles getan ist
      Dann entscheiden über "ziele" der Reihe nach
        | Bürgergemeinschaft         |
        | Gemeinderat (zur Kenntnis) |

    Szenario: Ziele, die den Haushalt binden
      Wenn für die Freigabe von "ziele" alles getan ist
      Und bei "ziele" in "mittel-noetig" "ja" steht
      Dann entscheiden über "ziele" der Reihe nach
        | Bürgergemeinschaft |
        | Gemeinderat        |

    Szenario: Am Ende stimmen beide zu
      Wenn für die Freigabe von "verstetigung" alles getan ist
      Dann entscheiden über "verstetigung" der Reihe nach
        | Arbeitskreis Zukunft (Stellungnahme) |
        | Bürgergemeinschaft                   |
        | Gemeinderat                          |

  Regel: Auch wenn eine Person alle Rollen hat, kommt jeder Schritt weiter

    Szenario: Öffentlich berichtet hat das Dorf, wenn der Arbeitskreis es sagt
      Wenn für die Freigabe von "erfolge" alles getan ist
      Dann entscheiden über "erfolge" der Reihe nach
        | Arbeitskreis Zukunft |

  Regel: Das Rathaus ist klein, die Pflicht auch

    Szenariogrundriss: Empfohlen statt Pflicht
      Wenn für die Freigabe von "<Schritt>" alles getan ist
      Dann hält "<Punkt>" die Freigabe von "<Schritt>" nicht auf

      Beispiele:
        | Schritt    | Punkt        |
        | leitbild   | rahmen       |
        | analyse    | angebote     |
        | analyse    | swot         |
        | netzwerk   | verwaltung   |
        | evaluation | partnersicht |
