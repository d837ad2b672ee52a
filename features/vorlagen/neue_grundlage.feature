# language: de
Funktionalität: Eine Anpassung auf eine neue Grundlage stellen

  Regel: Was zusammenpasst, geht von selbst, und was die Anpassung sagt, gilt weiter

    Szenario: Die Grundlage ändert etwas, das die Anpassung nicht berührt
      Angenommen eine Anpassung nennt den Punkt "besuch" im Schritt "leitbild" "Nach Aachen fahren"
      Und in der neuen Fassung heißt der Punkt "begehung" im Schritt "analyse" "Durch das Quartier gehen"
      Wenn die Anpassung auf die neue Fassung gestellt wird
      Dann passt alles zusammen
      Und im Schritt "leitbild" heißt der Punkt "besuch" "Nach Aachen fahren"
      Und im Schritt "analyse" heißt der Punkt "begehung" "Durch das Quartier gehen"

    Szenario: Beide nennen etwas anders
      Angenommen eine Anpassung nennt den Punkt "besuch" im Schritt "leitbild" "Nach Aachen fahren"
      Und in der neuen Fassung heißt der Punkt "besuch" im Schritt "leitbild" "Zwei Kommunen besuchen"
      Wenn die Anpassung auf die neue Fassung gestellt wird
      Dann passt alles zusammen
      Aber es wird gesagt
        """
        Der Punkt „Eine andere Kommune besuchen“ in Schritt 1 „Leitbild“ heißt in der Grundlage jetzt „Zwei Kommunen besuchen“, in Ihrer Anpassung „Nach Aachen fahren“: Ihre gilt weiter.
        """
      Und im Schritt "leitbild" heißt der Punkt "besuch" "Nach Aachen fahren"

  Regel: Was nicht zusammenpasst, entscheidet ein Mensch

    Szenario: Die Grundlage hat gestrichen, was die Anpassung ändert
      Angenommen eine Anpassung nennt den Punkt "besuch" im Schritt "leitbild" "Nach Aachen fahren"
      Und in der neuen Fassung fehlt im Schritt "leitbild" der Punkt "besuch"
      Wenn die Anpassung auf die neue Fassung gestellt wird
      Dann passt es nicht zusammen
      Und es wird gesagt
        """
        Der Punkt „Eine andere Kommune besuchen“ in Schritt 1 „Leitbild“ steht in der neuen Grundlage nicht mehr, Ihre Anpassung ändert dort aber etwas. Streichen Sie steps.leitbild.checklist.besuch.text, oder fügen Sie selbst hinzu, was fehlt.
        """
