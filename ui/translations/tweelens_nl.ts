<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl_NL">
<context>
    <name>AppReach</name>
    <message>
        <source>the camera is not added to it</source>
        <translation>de camera is er niet aan toegevoegd</translation>
    </message>
    <message>
        <source>the camera is offline</source>
        <translation>de camera is offline</translation>
    </message>
</context>
<context>
    <name>Conditions</name>
    <message>
        <source>Name the signal to wait for, such as cam/led.pattern.</source>
        <translation>Noem het signaal om op te wachten, zoals cam/led.pattern.</translation>
    </message>
    <message>
        <source>There is no signal &apos;%1&apos;: type a part of a name and choose.</source>
        <translation>Er is geen signaal &apos;%1&apos;: typ een deel van een naam en kies.</translation>
    </message>
    <message>
        <source>There is no signal &apos;%1&apos;%2.</source>
        <translation>Er is geen signaal &apos;%1&apos;%2.</translation>
    </message>
    <message>
        <source>counts from 0</source>
        <translation>telt vanaf 0</translation>
    </message>
    <message>
        <source>goes from %1 to %2 %3</source>
        <translation>loopt van %1 tot %2 %3</translation>
    </message>
    <message>
        <source>&apos;%1&apos; %2: it is never %3 %4.</source>
        <translation>&apos;%1&apos; %2: het is nooit %3 %4.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is compared with a number, not &apos;%2&apos;.</source>
        <translation>&apos;%1&apos; wordt met een getal vergeleken, niet met &apos;%2&apos;.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is one of %2, not &apos;%3&apos;.</source>
        <translation>&apos;%1&apos; is een van %2, niet &apos;%3&apos;.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is true or false, not &apos;%2&apos;.</source>
        <translation>&apos;%1&apos; is true of false, niet &apos;%2&apos;.</translation>
    </message>
    <message>
        <source>is</source>
        <translation>is</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>is niet</translation>
    </message>
    <message>
        <source>above</source>
        <translation>boven</translation>
    </message>
    <message>
        <source>below</source>
        <translation>onder</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>minstens</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>hoogstens</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>verandert</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be asked for &apos;%2&apos;.</source>
        <translation>Bij &apos;%1&apos; kun je niet om &apos;%2&apos; vragen.</translation>
    </message>
</context>
<context>
    <name>CursorWords</name>
    <message>
        <source>A %1 s</source>
        <translation>A %1 s</translation>
    </message>
    <message>
        <source>B %1 s</source>
        <translation>B %1 s</translation>
    </message>
    <message>
        <source>B - A %1 s</source>
        <translation>B - A %1 s</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>The 3D view stays empty and runs show test patterns, for nothing can be drawn here: %1. OpenGL 3.3 is needed, of a graphics driver or of Mesa (libgl1-mesa-dri).</source>
        <translation>Het 3D-beeld blijft leeg en runs tonen testpatronen, want hier kan niets worden getekend: %1. OpenGL 3.3 is nodig, van een grafisch stuurprogramma of van Mesa (libgl1-mesa-dri).</translation>
    </message>
</context>
<context>
    <name>Expectations</name>
    <message>
        <source>not yet</source>
        <translation>nog niet</translation>
    </message>
    <message>
        <source>holds so far</source>
        <translation>klopt tot nu toe</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>geslaagd</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>geschonden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>mislukt</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>onbeslist</translation>
    </message>
</context>
<context>
    <name>FaultOrders</name>
    <message>
        <source>Write the time as minutes:seconds, such as 2:30.5.</source>
        <translation>Schrijf de tijd als minuten:seconden, zoals 2:30.5.</translation>
    </message>
    <message>
        <source>%1 has passed: write a time after %2.</source>
        <translation>%1 is voorbij: schrijf een tijd na %2.</translation>
    </message>
    <message>
        <source>The run ends at %1: write a time before that.</source>
        <translation>De run eindigt op %1: schrijf een tijd daarvoor.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is %2, not %3.</source>
        <translation>&apos;%1&apos; is %2, niet %3.</translation>
    </message>
    <message>
        <source>Magnitude 0 mends it: that has no duration.</source>
        <translation>Sterkte 0 herstelt de fout: dat heeft geen duur.</translation>
    </message>
    <message>
        <source>The duration has to be longer than 0 s.</source>
        <translation>De duur moet langer dan 0 s zijn.</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>off</source>
        <translation>uit</translation>
    </message>
    <message>
        <source>on</source>
        <translation>aan</translation>
    </message>
</context>
<context>
    <name>FileChoice</name>
    <message>
        <source>Replace the file?</source>
        <translation>Bestand vervangen?</translation>
    </message>
    <message>
        <source>%1 is there already. Replace it?</source>
        <translation>%1 bestaat al. Vervangen?</translation>
    </message>
    <message>
        <source>Scenarios (*.scenario.json)</source>
        <translation>Scenario&apos;s (*.scenario.json)</translation>
    </message>
</context>
<context>
    <name>FileWords</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kan niet worden geschreven: %2</translation>
    </message>
    <message>
        <source>there is no folder %1; choose one that there is</source>
        <translation>de map %1 bestaat niet; kies een bestaande map</translation>
    </message>
</context>
<context>
    <name>HandWords</name>
    <message>
        <source>No run is open: open a scenario first.</source>
        <translation>Er is geen run open: open eerst een scenario.</translation>
    </message>
    <message>
        <source>You look back: go to now (Esc), or go on from here, and you can act.</source>
        <translation>Je kijkt terug: ga naar nu (Esc) of ga vanaf hier verder, dan kun je ingrijpen.</translation>
    </message>
    <message>
        <source>This scenario cannot be played.</source>
        <translation>Dit scenario kan niet worden afgespeeld.</translation>
    </message>
    <message>
        <source>The run is being built.</source>
        <translation>De run wordt opgebouwd.</translation>
    </message>
    <message>
        <source>The run has ended: restart it, or look back and go on from there.</source>
        <translation>De run is afgelopen: start hem opnieuw, of kijk terug en ga vandaar verder.</translation>
    </message>
    <message>
        <source>The run is catching up with the time that it goes on from.</source>
        <translation>De run speelt door tot het moment vanwaar hij verdergaat.</translation>
    </message>
    <message>
        <source>The run broke off: restart it, or look back and go on from there.</source>
        <translation>De run is afgebroken: begin opnieuw, of kijk terug en ga vandaar verder.</translation>
    </message>
</context>
<context>
    <name>HardwareWords</name>
    <message>
        <source>off</source>
        <translation>uit</translation>
    </message>
    <message>
        <source>solid red: starting up</source>
        <translation>continu rood: start op</translation>
    </message>
    <message>
        <source>slow red blink: network exception</source>
        <translation>knippert langzaam rood: netwerkstoring</translation>
    </message>
    <message>
        <source>fast red blink: camera exception</source>
        <translation>knippert snel rood: camerastoring</translation>
    </message>
    <message>
        <source>solid blue: watched in the app</source>
        <translation>continu blauw: wordt bekeken in de app</translation>
    </message>
    <message>
        <source>slow blue blink: running correctly</source>
        <translation>knippert langzaam blauw: werkt goed</translation>
    </message>
    <message>
        <source>fast blue blink: ready for configuration</source>
        <translation>knippert snel blauw: klaar voor configuratie</translation>
    </message>
    <message>
        <source>no pattern yet</source>
        <translation>nog geen patroon</translation>
    </message>
    <message>
        <source>no card</source>
        <translation>geen kaart</translation>
    </message>
    <message>
        <source>being looked at</source>
        <translation>wordt onderzocht</translation>
    </message>
    <message>
        <source>not initialised</source>
        <translation>niet geïnitialiseerd</translation>
    </message>
    <message>
        <source>being initialised</source>
        <translation>wordt geïnitialiseerd</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in gebruik</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>alleen-lezen</translation>
    </message>
    <message>
        <source>error</source>
        <translation>fout</translation>
    </message>
    <message>
        <source>not supported</source>
        <translation>niet ondersteund</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>The slot is empty; a card was pulled.</source>
        <translation>De sleuf is leeg; er is een kaart uitgenomen.</translation>
    </message>
    <message>
        <source>The slot is empty.</source>
        <translation>De sleuf is leeg.</translation>
    </message>
    <message>
        <source>%1 GB, %2. The firmware says: %3.</source>
        <translation>%1 GB, %2. De firmware meldt: %3.</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>vergrendeld</translation>
    </message>
    <message>
        <source>not locked</source>
        <translation>niet vergrendeld</translation>
    </message>
    <message>
        <source>Held for %1 s.</source>
        <translation>%1 s ingedrukt.</translation>
    </message>
    <message>
        <source>Not pressed. Held for 5 s, the camera restarts with its defaults; for less, nothing happens.</source>
        <translation>Niet ingedrukt. Na 5 s indrukken herstart de camera met de standaardinstellingen; bij korter gebeurt er niets.</translation>
    </message>
    <message>
        <source>Let go before 5 s and nothing happens.</source>
        <translation>Laat los vóór 5 s, dan gebeurt er niets.</translation>
    </message>
    <message>
        <source>The camera restarts with its defaults.</source>
        <translation>De camera herstart met de standaardinstellingen.</translation>
    </message>
    <message>
        <source>It does not count: the camera did not run all the while. Press it anew.</source>
        <translation>Dit telt niet: de camera draaide niet de hele tijd. Druk opnieuw.</translation>
    </message>
    <message>
        <source>Presses RESET for exactly that long, in virtual time: too short for a reset</source>
        <translation>Drukt RESET precies zo lang in, in virtuele tijd: te kort voor een reset</translation>
    </message>
    <message>
        <source>Presses RESET for exactly that long, in virtual time: restarts the camera with its defaults</source>
        <translation>Drukt RESET precies zo lang in, in virtuele tijd: herstart de camera met de standaardinstellingen</translation>
    </message>
    <message>
        <source>spotlight</source>
        <translation>schijnwerper</translation>
    </message>
    <message>
        <source>infrared</source>
        <translation>infrarood</translation>
    </message>
    <message>
        <source>red alarm light</source>
        <translation>rood alarmlicht</translation>
    </message>
    <message>
        <source>blue alarm light</source>
        <translation>blauw alarmlicht</translation>
    </message>
    <message>
        <source>no light</source>
        <translation>geen licht</translation>
    </message>
    <message>
        <source>plugged in</source>
        <translation>stekker erin</translation>
    </message>
    <message>
        <source>unplugged</source>
        <translation>stekker eruit</translation>
    </message>
    <message>
        <source>, but no power arrives</source>
        <translation>, maar er komt geen stroom</translation>
    </message>
    <message>
        <source>no cable</source>
        <translation>geen kabel</translation>
    </message>
    <message>
        <source>cable in, with a link</source>
        <translation>kabel erin, met verbinding</translation>
    </message>
    <message>
        <source>cable in, no link</source>
        <translation>kabel erin, geen verbinding</translation>
    </message>
    <message>
        <source>cover open</source>
        <translation>klepje open</translation>
    </message>
    <message>
        <source>cover closed</source>
        <translation>klepje dicht</translation>
    </message>
    <message>
        <source>, slot wet to %1</source>
        <translation>, sleuf %1 nat</translation>
    </message>
    <message>
        <source>Status LED: %1. Lights: %2. %3. Card: %4 RESET: %5</source>
        <translation>Statusled: %1. Lichten: %2. %3. Kaart: %4 RESET: %5</translation>
    </message>
    <message>
        <source>pressed.</source>
        <translation>ingedrukt.</translation>
    </message>
    <message>
        <source>not pressed.</source>
        <translation>niet ingedrukt.</translation>
    </message>
    <message>
        <source>, no kit</source>
        <translation>, geen kit</translation>
    </message>
    <message>
        <source>, port wet to %1</source>
        <translation>, poort %1 nat</translation>
    </message>
</context>
<context>
    <name>HazardWords</name>
    <message>
        <source>Hazard zone (IEC 62471)</source>
        <translation>Gevarenzone (IEC 62471)</translation>
    </message>
    <message>
        <source>exempt from this border on</source>
        <translation>vrijgesteld vanaf deze grens</translation>
    </message>
    <message>
        <source>not judged nearer than 0.2 m</source>
        <translation>niet beoordeeld dichterbij dan 0,2 m</translation>
    </message>
    <message>
        <source>spotlight</source>
        <translation>schijnwerper</translation>
    </message>
    <message>
        <source>infrared</source>
        <translation>infrarood</translation>
    </message>
    <message>
        <source>red alarm light</source>
        <translation>rood alarmlicht</translation>
    </message>
    <message>
        <source>blue alarm light</source>
        <translation>blauw alarmlicht</translation>
    </message>
    <message>
        <source>risk group 1</source>
        <translation>risicogroep 1</translation>
    </message>
    <message>
        <source>risk group 2</source>
        <translation>risicogroep 2</translation>
    </message>
    <message>
        <source>risk group 3</source>
        <translation>risicogroep 3</translation>
    </message>
    <message>
        <source>%1: exempt everywhere</source>
        <translation>%1: overal vrijgesteld</translation>
    </message>
    <message>
        <source>%1: exempt from %2</source>
        <translation>%1: vrijgesteld vanaf %2</translation>
    </message>
    <message>
        <source>%1, %2 up to %3</source>
        <translation>%1, %2 tot %3</translation>
    </message>
</context>
<context>
    <name>Installation</name>
    <message>
        <source>A light surface %1 m from the spotlight becomes %3 times as bright as a visitor at 10 m: up to %2 lx. The nearer it is, the darker the visitor becomes.</source>
        <translation>Een licht vlak op %1 m van de schijnwerper wordt %3 keer zo helder als een bezoeker op 10 m: tot %2 lx. Hoe dichterbij, hoe donkerder de bezoeker wordt.</translation>
    </message>
    <message>
        <source>2.5 to 3 m above the ground</source>
        <translation>2,5 tot 3 m boven de grond</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>nothing is below</source>
        <translation>er is niets onder</translation>
    </message>
    <message>
        <source>A face 3 m away is seen from %1 degrees above. Lower, a hand reaches the camera; higher, it sees hats instead of faces.</source>
        <translation>Een gezicht op 3 m wordt %1 graden van boven gezien. Lager komt een hand bij de camera; hoger ziet hij hoeden in plaats van gezichten.</translation>
    </message>
    <message>
        <source>no more than 25 % of the ground in a picture hidden, within 15 m</source>
        <translation>niet meer dan 25 % van de grond in een beeld verborgen, binnen 15 m</translation>
    </message>
    <message>
        <source>wide lens %1 %, PTZ lens %2 %</source>
        <translation>groothoeklens %1 %, PTZ-lens %2 %</translation>
    </message>
    <message>
        <source>Who stands where it is hidden is neither seen nor found; things close by outshine him by night.</source>
        <translation>Wie op een verborgen plek staat wordt niet gezien en niet gevonden; wat dichtbij is overstraalt hem &apos;s nachts.</translation>
    </message>
    <message>
        <source>good Wi-Fi coverage</source>
        <translation>goede wifi-dekking</translation>
    </message>
    <message>
        <source>a scene does not say: measure at the place</source>
        <translation>een scène zegt het niet: meet het ter plaatse</translation>
    </message>
    <message>
        <source>With a weak signal the live picture stutters and messages come late.</source>
        <translation>Met een zwak signaal hapert het livebeeld en komen meldingen laat.</translation>
    </message>
    <message>
        <source>%1: wide lens %2 min, PTZ lens %3 min</source>
        <translation>%1: groothoeklens %2 min, PTZ-lens %3 min</translation>
    </message>
    <message>
        <source>on the scene&apos;s day</source>
        <translation>op de dag van de scène</translation>
    </message>
    <message>
        <source>in June</source>
        <translation>in juni</translation>
    </message>
    <message>
        <source>in December</source>
        <translation>in december</translation>
    </message>
    <message>
        <source>the scene has no site</source>
        <translation>de scène heeft geen plaats op aarde</translation>
    </message>
    <message>
        <source>no lens faces the sun from its home position</source>
        <translation>geen lens kijkt vanuit zijn rustpositie in de zon</translation>
    </message>
    <message>
        <source>The disc burns out, and stray light lays a veil over the whole picture: people are dark outlines.</source>
        <translation>De zonneschijf brandt uit, en strooilicht legt een sluier over het hele beeld: mensen zijn donkere omtrekken.</translation>
    </message>
    <message>
        <source>free</source>
        <translation>vrij</translation>
    </message>
    <message>
        <source>more than 0.30 m from the wall beside it</source>
        <translation>meer dan 0,30 m van de muur ernaast</translation>
    </message>
    <message>
        <source>left %1, right %2</source>
        <translation>links %1, rechts %2</translation>
    </message>
    <message>
        <source>less than 0.20 m below the eave, if there is one</source>
        <translation>minder dan 0,20 m onder de dakrand, als die er is</translation>
    </message>
    <message>
        <source>nothing hangs above</source>
        <translation>er hangt niets boven</translation>
    </message>
    <message>
        <source>Farther below, rain and a low sun reach the lenses past the eave.</source>
        <translation>Verder eronder bereiken regen en een lage zon de lenzen langs de dakrand.</translation>
    </message>
    <message>
        <source>the film is on</source>
        <translation>de folie zit er nog op</translation>
    </message>
    <message>
        <source>the film is off</source>
        <translation>de folie is eraf</translation>
    </message>
    <message>
        <source>film not known</source>
        <translation>folie onbekend</translation>
    </message>
    <message>
        <source>the port has its kit</source>
        <translation>de poort is afgedicht</translation>
    </message>
    <message>
        <source>the port is open</source>
        <translation>de poort is open</translation>
    </message>
    <message>
        <source>port not known</source>
        <translation>poort onbekend</translation>
    </message>
    <message>
        <source>the cover is closed</source>
        <translation>het klepje is dicht</translation>
    </message>
    <message>
        <source>the cover is open</source>
        <translation>het klepje is open</translation>
    </message>
    <message>
        <source>cover not known</source>
        <translation>klepje onbekend</translation>
    </message>
    <message>
        <source>film off; outdoors the kit on the port and the cover closed</source>
        <translation>folie eraf; buiten de poort afgedicht en het klepje dicht</translation>
    </message>
    <message>
        <source>A film greys the picture; damp in port or cover ends in a fault of Ethernet or card.</source>
        <translation>Folie maakt het beeld grijs; vocht in poort of klepje eindigt in een storing van ethernet of kaart.</translation>
    </message>
    <message>
        <source>a public place has a notice of the watched area</source>
        <translation>een openbare plaats heeft een bord met het bewaakte gebied</translation>
    </message>
    <message>
        <source>a notice, %1 m away</source>
        <translation>een bord, op %1 m</translation>
    </message>
    <message>
        <source>the scene does not say whether it is public</source>
        <translation>de scène zegt niet of zij openbaar is</translation>
    </message>
    <message>
        <source>not public</source>
        <translation>niet openbaar</translation>
    </message>
    <message>
        <source>public, without a notice</source>
        <translation>openbaar, zonder bord</translation>
    </message>
    <message>
        <source>Without it people are filmed who do not know it.</source>
        <translation>Zonder bord worden mensen gefilmd die het niet weten.</translation>
    </message>
    <message>
        <source>people consent or are warned; the camera is not hidden</source>
        <translation>mensen stemmen in of zijn gewaarschuwd; de camera is niet verborgen</translation>
    </message>
    <message>
        <source>in sight from %1 % of the ground it watches</source>
        <translation>in zicht vanaf %1 % van de grond die hij bewaakt</translation>
    </message>
    <message>
        <source>Where people are neither asked nor warned, turn the camera away from them.</source>
        <translation>Draai de camera weg van mensen die niet zijn gevraagd of gewaarschuwd.</translation>
    </message>
    <message>
        <source>met</source>
        <translation>voldaan</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>niet voldaan</translation>
    </message>
    <message>
        <source>cannot be told</source>
        <translation>niet te zeggen</translation>
    </message>
    <message>
        <source>A face 3 m away is seen from %1 degrees below, and a hand reaches the camera.</source>
        <translation>Een gezicht op 3 m wordt %1 graden van onderen gezien, en een hand komt bij de camera.</translation>
    </message>
</context>
<context>
    <name>LensPicture</name>
    <message>
        <source>mean %1, %2 s old</source>
        <translation>gemiddeld %1, %2 s oud</translation>
    </message>
    <message>
        <source>No run: open a scenario.</source>
        <translation>Geen run: open een scenario.</translation>
    </message>
    <message>
        <source>This run makes no pictures: its scenario says &quot;pictures&quot;: &quot;none&quot;.</source>
        <translation>Deze run maakt geen beelden: het scenario zegt &quot;pictures&quot;: &quot;none&quot;.</translation>
    </message>
    <message>
        <source>The camera has no power.</source>
        <translation>De camera heeft geen stroom.</translation>
    </message>
    <message>
        <source>The firmware is not running.</source>
        <translation>De firmware draait niet.</translation>
    </message>
    <message>
        <source>The firmware is starting.</source>
        <translation>De firmware start op.</translation>
    </message>
    <message>
        <source>The firmware has looked at no picture: detection is off, or the camera sleeps.</source>
        <translation>De firmware heeft geen beeld bekeken: detectie staat uit, of de camera slaapt.</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>Groothoek</translation>
    </message>
    <message>
        <source>PTZ</source>
        <translation>PTZ</translation>
    </message>
    <message>
        <source>%1,%2  Y %3 U %4 V %5  R %6 G %7 B %8</source>
        <translation>%1,%2  Y %3 U %4 V %5  R %6 G %7 B %8</translation>
    </message>
    <message>
        <source>The picture cannot be written to %1: %2. Choose a folder that may be written to, on a disk with room.</source>
        <translation>Het beeld kan niet naar %1 worden geschreven: %2. Kies een map waarin je mag schrijven, op een schijf met ruimte.</translation>
    </message>
</context>
<context>
    <name>LookMenus</name>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Licht</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Donker</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Thema</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;Systeem</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>T&amp;aal</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>The workbench of the Tweelens camera&apos;s digital twin.</source>
        <translation>De werkbank van de digitale tweeling van de Tweelens-camera.</translation>
    </message>
    <message>
        <source>a *.scenario.json to open</source>
        <translation>een *.scenario.json om te openen</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>3D view</source>
        <translation>3D-beeld</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>Hardware</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Fouten</translation>
    </message>
    <message>
        <source>Lens pictures</source>
        <translation>Lensbeelden</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Scenario&apos;s</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>Firmware</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>Signalen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tijd</translation>
    </message>
    <message>
        <source>Mounting</source>
        <translation>Montage</translation>
    </message>
</context>
<context>
    <name>ParameterField</name>
    <message>
        <source>&apos;%1&apos; is empty; expected: %2</source>
        <translation>&apos;%1&apos; is leeg; verwacht: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no JSON object; one is written like {&quot;limit&quot;: 5}</source>
        <translation>&apos;%1&apos; is geen JSON-object; schrijf het als {&quot;limit&quot;: 5}</translation>
    </message>
</context>
<context>
    <name>PickedWords</name>
    <message>
        <source>%1
%2 m above the ground</source>
        <translation>%1
%2 m boven de grond</translation>
    </message>
    <message>
        <source>%1
%2 m from %3</source>
        <translation>%1
%2 m van %3</translation>
    </message>
</context>
<context>
    <name>Recording</name>
    <message>
        <source>Nothing to record: the run was ended at its beginning. Let it run, act, and save the recording then.</source>
        <translation>Er valt niets op te nemen: de run is meteen aan het begin beëindigd. Laat hem lopen, doe iets en sla de opname dan op.</translation>
    </message>
</context>
<context>
    <name>TwinWords</name>
    <message>
        <source>open app</source>
        <translation>app openen</translation>
    </message>
    <message>
        <source>close app</source>
        <translation>app sluiten</translation>
    </message>
    <message>
        <source>add camera</source>
        <translation>camera toevoegen</translation>
    </message>
    <message>
        <source>unbind</source>
        <translation>camera loskoppelen</translation>
    </message>
    <message>
        <source>initialise card</source>
        <translation>kaart initialiseren</translation>
    </message>
    <message>
        <source>watch live</source>
        <translation>livebeeld bekijken</translation>
    </message>
    <message>
        <source>stop live</source>
        <translation>livebeeld stoppen</translation>
    </message>
    <message>
        <source>go to</source>
        <translation>richten</translation>
    </message>
    <message>
        <source>turn wide</source>
        <translation>groothoek draaien</translation>
    </message>
    <message>
        <source>start recording</source>
        <translation>opname starten</translation>
    </message>
    <message>
        <source>stop recording</source>
        <translation>opname stoppen</translation>
    </message>
    <message>
        <source>take snapshot</source>
        <translation>foto maken</translation>
    </message>
    <message>
        <source>fetch clip</source>
        <translation>clip ophalen</translation>
    </message>
    <message>
        <source>list clips</source>
        <translation>clips opvragen</translation>
    </message>
    <message>
        <source>start alarm</source>
        <translation>alarm starten</translation>
    </message>
    <message>
        <source>stop alarm</source>
        <translation>alarm stoppen</translation>
    </message>
    <message>
        <source>app request</source>
        <translation>verzoek van de app</translation>
    </message>
    <message>
        <source>change setting</source>
        <translation>instelling wijzigen</translation>
    </message>
    <message>
        <source>ask setting</source>
        <translation>instelling opvragen</translation>
    </message>
    <message>
        <source>lens</source>
        <translation>lens</translation>
    </message>
    <message>
        <source>pan</source>
        <translation>draaien</translation>
    </message>
    <message>
        <source>tilt</source>
        <translation>kantelen</translation>
    </message>
    <message>
        <source>on</source>
        <translation>aan</translation>
    </message>
    <message>
        <source>ago</source>
        <translation>geleden</translation>
    </message>
    <message>
        <source>from there</source>
        <translation>vanaf daar</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>reden</translation>
    </message>
    <message>
        <source>from ago</source>
        <translation>van, geleden</translation>
    </message>
    <message>
        <source>to ago</source>
        <translation>tot, geleden</translation>
    </message>
    <message>
        <source>request</source>
        <translation>verzoek</translation>
    </message>
    <message>
        <source>with</source>
        <translation>met</translation>
    </message>
    <message>
        <source>name</source>
        <translation>naam</translation>
    </message>
    <message>
        <source>value</source>
        <translation>waarde</translation>
    </message>
    <message>
        <source>the phone app comes to the front and asks every camera&apos;s state</source>
        <translation>de telefoonapp komt op de voorgrond en vraagt hoe het met elke camera staat</translation>
    </message>
    <message>
        <source>the phone app goes to the background</source>
        <translation>de telefoonapp gaat naar de achtergrond</translation>
    </message>
    <message>
        <source>the phone app adds the camera by the QR code on its body</source>
        <translation>de telefoonapp voegt de camera toe met de QR-code op de behuizing</translation>
    </message>
    <message>
        <source>the phone app sends any request of the app protocol</source>
        <translation>de telefoonapp stuurt een willekeurig verzoek van het app-protocol</translation>
    </message>
    <message>
        <source>its name, e.g. status</source>
        <translation>de naam ervan, bijvoorbeeld status</translation>
    </message>
    <message>
        <source>its fields</source>
        <translation>de velden ervan</translation>
    </message>
    <message>
        <source>the app initialises the card</source>
        <translation>de app initialiseert de kaart</translation>
    </message>
    <message>
        <source>the app opens live view</source>
        <translation>de app opent het livebeeld</translation>
    </message>
    <message>
        <source>the app closes live view</source>
        <translation>de app sluit het livebeeld</translation>
    </message>
    <message>
        <source>which lens; both when left out</source>
        <translation>welke lens; beide als dit leeg blijft</translation>
    </message>
    <message>
        <source>the app starts a manual recording</source>
        <translation>de app start een handmatige opname</translation>
    </message>
    <message>
        <source>the app ends the manual recording</source>
        <translation>de app beëindigt de handmatige opname</translation>
    </message>
    <message>
        <source>the app takes a snapshot</source>
        <translation>de app maakt een foto</translation>
    </message>
    <message>
        <source>which lens</source>
        <translation>welke lens</translation>
    </message>
    <message>
        <source>the app turns the PTZ lens</source>
        <translation>de app draait de PTZ-lens</translation>
    </message>
    <message>
        <source>the app turns the wide lens</source>
        <translation>de app draait de groothoeklens</translation>
    </message>
    <message>
        <source>positive to the left, 0 straight ahead</source>
        <translation>positief naar links, 0 recht vooruit</translation>
    </message>
    <message>
        <source>positive up, 0 the horizon</source>
        <translation>positief omhoog, 0 is de horizon</translation>
    </message>
    <message>
        <source>the app switches the spotlight</source>
        <translation>de app schakelt de schijnwerper</translation>
    </message>
    <message>
        <source>the app sounds the alarm</source>
        <translation>de app laat het alarm klinken</translation>
    </message>
    <message>
        <source>the app ends the alarm</source>
        <translation>de app beëindigt het alarm</translation>
    </message>
    <message>
        <source>the app fetches a clip from the card, by its time</source>
        <translation>de app haalt een clip van de kaart, op tijd gezocht</translation>
    </message>
    <message>
        <source>a time so long ago; left out: of the latest detection message</source>
        <translation>een tijd zo lang geleden; leeg: die van de laatste detectiemelding</translation>
    </message>
    <message>
        <source>only from the second on that holds the time</source>
        <translation>pas vanaf de seconde waarin die tijd valt</translation>
    </message>
    <message>
        <source>the app lists what is on the card: phone/listed_clips says how many</source>
        <translation>de app vraagt op wat er op de kaart staat: phone/listed_clips zegt hoeveel</translation>
    </message>
    <message>
        <source>of that lens; of both when left out</source>
        <translation>van die lens; van beide als dit leeg blijft</translation>
    </message>
    <message>
        <source>recorded for that reason; for any when left out</source>
        <translation>om die reden opgenomen; om welke dan ook als dit leeg blijft</translation>
    </message>
    <message>
        <source>what touches the time since then</source>
        <translation>wat in de tijd sindsdien valt</translation>
    </message>
    <message>
        <source>and until then</source>
        <translation>en tot dan</translation>
    </message>
    <message>
        <source>the app changes one setting</source>
        <translation>de app wijzigt één instelling</translation>
    </message>
    <message>
        <source>of the setting</source>
        <translation>van de instelling</translation>
    </message>
    <message>
        <source>its new value</source>
        <translation>de nieuwe waarde ervan</translation>
    </message>
    <message>
        <source>the app looks a setting up: its value shows in phone/setting_value</source>
        <translation>de app vraagt een instelling op: de waarde verschijnt in phone/setting_value</translation>
    </message>
    <message>
        <source>the owner removes the camera from the account</source>
        <translation>de eigenaar haalt de camera van het account</translation>
    </message>
    <message>
        <source>wifi ssid</source>
        <translation>wifi-netwerk</translation>
    </message>
    <message>
        <source>wifi passphrase</source>
        <translation>wifi-wachtwoord</translation>
    </message>
    <message>
        <source>video quality</source>
        <translation>beeldkwaliteit</translation>
    </message>
    <message>
        <source>record audio</source>
        <translation>geluid opnemen</translation>
    </message>
    <message>
        <source>continuous recording</source>
        <translation>doorlopend opnemen</translation>
    </message>
    <message>
        <source>cloud recording</source>
        <translation>opnemen in de cloud</translation>
    </message>
    <message>
        <source>speaker volume percent</source>
        <translation>luidsprekervolume</translation>
    </message>
    <message>
        <source>alarm messages</source>
        <translation>alarmmeldingen</translation>
    </message>
    <message>
        <source>alarm sound</source>
        <translation>alarmgeluid</translation>
    </message>
    <message>
        <source>alarm lights</source>
        <translation>alarmlichten</translation>
    </message>
    <message>
        <source>spotlight on detection</source>
        <translation>schijnwerper bij detectie</translation>
    </message>
    <message>
        <source>spotlight percent</source>
        <translation>schijnwerpersterkte</translation>
    </message>
    <message>
        <source>night mode</source>
        <translation>nachtstand</translation>
    </message>
    <message>
        <source>detect human</source>
        <translation>mensen detecteren</translation>
    </message>
    <message>
        <source>detect vehicle</source>
        <translation>voertuigen detecteren</translation>
    </message>
    <message>
        <source>detect image change</source>
        <translation>beeldverandering detecteren</translation>
    </message>
    <message>
        <source>human sensitivity</source>
        <translation>gevoeligheid voor mensen</translation>
    </message>
    <message>
        <source>vehicle sensitivity</source>
        <translation>gevoeligheid voor voertuigen</translation>
    </message>
    <message>
        <source>image change sensitivity</source>
        <translation>gevoeligheid voor beeldverandering</translation>
    </message>
    <message>
        <source>sleep</source>
        <translation>slaapstand</translation>
    </message>
    <message>
        <source>mounting height cm</source>
        <translation>montagehoogte</translation>
    </message>
    <message>
        <source>timezone minutes</source>
        <translation>tijdzone</translation>
    </message>
    <message>
        <source>Wi-Fi to join; empty: none</source>
        <translation>wifi om verbinding mee te maken; leeg: geen</translation>
    </message>
    <message>
        <source>of the Wi-Fi; empty: open</source>
        <translation>van de wifi; leeg: open</translation>
    </message>
    <message>
        <source>of live view and recording</source>
        <translation>van livebeeld en opname</translation>
    </message>
    <message>
        <source>clips carry sound</source>
        <translation>clips hebben geluid</translation>
    </message>
    <message>
        <source>both lenses are recorded all the time</source>
        <translation>beide lenzen worden voortdurend opgenomen</translation>
    </message>
    <message>
        <source>event clips go to the cloud</source>
        <translation>clips van gebeurtenissen gaan naar de cloud</translation>
    </message>
    <message>
        <source>of siren and talk</source>
        <translation>van sirene en spraak</translation>
    </message>
    <message>
        <source>detections send messages</source>
        <translation>detecties sturen meldingen</translation>
    </message>
    <message>
        <source>siren on a detection</source>
        <translation>sirene bij een detectie</translation>
    </message>
    <message>
        <source>red and blue flash on a detection</source>
        <translation>rood en blauw knipperen bij een detectie</translation>
    </message>
    <message>
        <source>at night</source>
        <translation>&apos;s nachts</translation>
    </message>
    <message>
        <source>when it is on</source>
        <translation>als hij aan is</translation>
    </message>
    <message>
        <source>how the picture is lit at night</source>
        <translation>hoe het beeld &apos;s nachts wordt verlicht</translation>
    </message>
    <message>
        <source>human detection</source>
        <translation>detectie van mensen</translation>
    </message>
    <message>
        <source>vehicle detection</source>
        <translation>detectie van voertuigen</translation>
    </message>
    <message>
        <source>image-change detection</source>
        <translation>detectie van beeldverandering</translation>
    </message>
    <message>
        <source>6 = most alarms</source>
        <translation>6 = de meeste alarmen</translation>
    </message>
    <message>
        <source>no video, no messages, nothing moves</source>
        <translation>geen beeld, geen meldingen, niets beweegt</translation>
    </message>
    <message>
        <source>of the lenses above the ground</source>
        <translation>van de lenzen boven de grond</translation>
    </message>
    <message>
        <source>east of UTC</source>
        <translation>ten oosten van UTC</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>procent</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>bytes</translation>
    </message>
    <message>
        <source>step</source>
        <translation>stap</translation>
    </message>
    <message>
        <source>cm</source>
        <translation>cm</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>minuten</translation>
    </message>
    <message>
        <source>spotlight</source>
        <translation>schijnwerper</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>aan of uit</translation>
    </message>
</context>
<context>
    <name>tw::ui::CameraChoice</name>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Which camera is shown</source>
        <translation>Welke camera wordt getoond</translation>
    </message>
</context>
<context>
    <name>tw::ui::CameraFace</name>
    <message>
        <source>The camera, front and back</source>
        <translation>De camera, voor- en achterkant</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leeg</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>vergrendeld</translation>
    </message>
    <message>
        <source>RESET</source>
        <translation>RESET</translation>
    </message>
    <message>
        <source>Ethernet</source>
        <translation>Ethernet</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Voeding</translation>
    </message>
    <message>
        <source>Status LED: %1</source>
        <translation>Statusled: %1</translation>
    </message>
    <message>
        <source>Card: %1</source>
        <translation>Kaart: %1</translation>
    </message>
    <message>
        <source>Wide lens</source>
        <translation>Groothoeklens</translation>
    </message>
    <message>
        <source>PTZ lens</source>
        <translation>PTZ-lens</translation>
    </message>
    <message>
        <source>Lights: %1</source>
        <translation>Lichten: %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::CardControl</name>
    <message>
        <source>Card</source>
        <translation>Kaart</translation>
    </message>
    <message>
        <source>New card...</source>
        <translation>Nieuwe kaart...</translation>
    </message>
    <message>
        <source>Puts a new card into the slot, as you describe it</source>
        <translation>Plaatst een nieuwe kaart in de sleuf, zoals jij die beschrijft</translation>
    </message>
    <message>
        <source>Image...</source>
        <translation>Image...</translation>
    </message>
    <message>
        <source>Puts in a copy of a card image, a raw one of any card; or drop it here</source>
        <translation>Plaatst een kopie van een kaartimage, een ruwe image van welke kaart ook; of sleep die hierheen</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Terugplaatsen</translation>
    </message>
    <message>
        <source>Puts the card in that was pulled last</source>
        <translation>Plaatst de laatst uitgenomen kaart terug</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>Uitnemen</translation>
    </message>
    <message>
        <source>Pulls the card out of the slot</source>
        <translation>Neemt de kaart uit de sleuf</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Vergrendeld</translation>
    </message>
    <message>
        <source>Write protection of the card</source>
        <translation>Schrijfbeveiliging van de kaart</translation>
    </message>
    <message>
        <source>The card&apos;s lock: write-protected while it is on</source>
        <translation>Het slotje van de kaart: schrijfbeveiligd zolang het aan staat</translation>
    </message>
    <message>
        <source>Put in a card image</source>
        <translation>Kaartimage plaatsen</translation>
    </message>
    <message>
        <source>Card images (*.img);;All files (*)</source>
        <translation>Kaartimages (*.img);;Alle bestanden (*)</translation>
    </message>
    <message>
        <source>A card is in the slot.</source>
        <translation>Er zit een kaart in de sleuf.</translation>
    </message>
    <message>
        <source>No card was pulled before.</source>
        <translation>Er is nog geen kaart uitgenomen.</translation>
    </message>
    <message>
        <source>No card is in the slot.</source>
        <translation>Er zit geen kaart in de sleuf.</translation>
    </message>
</context>
<context>
    <name>tw::ui::ConditionForm</name>
    <message>
        <source>Signal</source>
        <translation>Signaal</translation>
    </message>
    <message>
        <source>signal, such as cam/led.pattern</source>
        <translation>signaal, zoals cam/led.pattern</translation>
    </message>
    <message>
        <source>Type a part of its name. What holds already counts at once.</source>
        <translation>Typ een deel van de naam. Wat al geldt, telt meteen.</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergelijking</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Waarde</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Getal</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Hoeveelste keer</translation>
    </message>
    <message>
        <source>Comes when it becomes true for this time, counted from now</source>
        <translation>Komt als het voor de zoveelste keer waar wordt, geteld vanaf nu</translation>
    </message>
    <message>
        <source>time no. </source>
        <translation>keer nr. </translation>
    </message>
    <message>
        <source>Later by</source>
        <translation>Vertraging</translation>
    </message>
    <message>
        <source>So long after that</source>
        <translation>Zo lang daarna</translation>
    </message>
    <message>
        <source> s later</source>
        <translation> s later</translation>
    </message>
</context>
<context>
    <name>tw::ui::ExpectationTable</name>
    <message>
        <source>was not decided then</source>
        <translation>was toen niet beslist</translation>
    </message>
    <message>
        <source>the run was ended before it was decided: %1</source>
        <translation>de run is beëindigd voordat dit beslist was: %1</translation>
    </message>
    <message>
        <source> (at %1)</source>
        <translation> (op %1)</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Expectation</source>
        <translation>Verwachting</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Marge</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Hoe</translation>
    </message>
</context>
<context>
    <name>tw::ui::ExpectationsView</name>
    <message>
        <source>Expectations</source>
        <translation>Verwachtingen</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Stappen</translation>
    </message>
    <message>
        <source>holds so far</source>
        <translation>klopt tot nu toe</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>nothing is expected</source>
        <translation>er wordt niets verwacht</translation>
    </message>
    <message>
        <source>no scenario is open</source>
        <translation>er is geen scenario open</translation>
    </message>
    <message>
        <source>steps done: %1 of %2</source>
        <translation>stappen gedaan: %1 van %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::FaultEditor</name>
    <message>
        <source>How much</source>
        <translation>Hoe sterk</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wanneer</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Hoe lang</translation>
    </message>
    <message>
        <source>Magnitude</source>
        <translation>Sterkte</translation>
    </message>
    <message>
        <source>on</source>
        <translation>aan</translation>
    </message>
    <message>
        <source>off</source>
        <translation>uit</translation>
    </message>
    <message>
        <source>Magnitude, roughly</source>
        <translation>Sterkte, ongeveer</translation>
    </message>
    <message>
        <source>now</source>
        <translation>nu</translation>
    </message>
    <message>
        <source>at a time</source>
        <translation>op een tijd</translation>
    </message>
    <message>
        <source>when a condition holds</source>
        <translation>als een voorwaarde geldt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tijd</translation>
    </message>
    <message>
        <source>m:ss.mmm</source>
        <translation>m:ss.mmm</translation>
    </message>
    <message>
        <source>From the start of the run: minutes:seconds, such as 2:30.5</source>
        <translation>Vanaf het begin van de run: minuten:seconden, zoals 2:30.5</translation>
    </message>
    <message>
        <source>Mended by itself</source>
        <translation>Vanzelf hersteld</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duur</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Apply this fault</source>
        <translation>Deze fout toepassen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Toepassen</translation>
    </message>
    <message>
        <source>Mend this fault now</source>
        <translation>Deze fout nu herstellen</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Herstellen</translation>
    </message>
    <message>
        <source>Choose a fault above.</source>
        <translation>Kies hierboven een fout.</translation>
    </message>
    <message>
        <source>mended after</source>
        <translation>hersteld na</translation>
    </message>
</context>
<context>
    <name>tw::ui::FaultList</name>
    <message>
        <source>Active and waiting faults</source>
        <translation>Actieve en wachtende fouten</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fout</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <translation>%1 sinds %2</translation>
    </message>
    <message>
        <source>waits: %1</source>
        <translation>wacht: %1</translation>
    </message>
    <message>
        <source>Left by hand. It cannot be taken back but by a restart; mend it when it has come.</source>
        <translation>Met de hand klaargezet. Alleen opnieuw starten maakt dit ongedaan; herstel de fout zodra die er is.</translation>
    </message>
    <message>
        <source>A step of the scenario.</source>
        <translation>Een stap van het scenario.</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Herstel</translation>
    </message>
    <message>
        <source>Mend %1</source>
        <translation>%1 herstellen</translation>
    </message>
</context>
<context>
    <name>tw::ui::FaultTree</name>
    <message>
        <source>Faults</source>
        <translation>Fouten</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fout</translation>
    </message>
    <message>
        <source>Magnitude</source>
        <translation>Sterkte</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>aan of uit</translation>
    </message>
    <message>
        <source>network and peers</source>
        <translation>netwerk en peers</translation>
    </message>
</context>
<context>
    <name>tw::ui::FaultsPanel</name>
    <message>
        <source>Search faults</source>
        <translation>Fouten zoeken</translation>
    </message>
    <message>
        <source>Search, such as: card slow</source>
        <translation>Zoeken, zoals: card slow</translation>
    </message>
    <message>
        <source>Mend all</source>
        <translation>Alles herstellen</translation>
    </message>
    <message>
        <source>Mend all active faults</source>
        <translation>Alle actieve fouten herstellen</translation>
    </message>
    <message>
        <source>%1 active, %2 waiting</source>
        <translation>%1 actief, %2 wachtend</translation>
    </message>
</context>
<context>
    <name>tw::ui::FindBar</name>
    <message>
        <source>Words to find</source>
        <translation>Zoektekst</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Zoeken</translation>
    </message>
    <message>
        <source>The one before (Shift+Enter)</source>
        <translation>Vorige (Shift+Enter)</translation>
    </message>
    <message>
        <source>The next one (Enter)</source>
        <translation>Volgende (Enter)</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>niet gevonden</translation>
    </message>
</context>
<context>
    <name>tw::ui::FirmwareApp</name>
    <message>
        <source>App</source>
        <translation>App</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Live view</source>
        <translation>Livebeeld</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Opname</translation>
    </message>
    <message>
        <source>Light and alarm</source>
        <translation>Licht en alarm</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Meer</translation>
    </message>
    <message>
        <source>the camera is added and online</source>
        <translation>de camera is toegevoegd en online</translation>
    </message>
    <message>
        <source>Camera: %1</source>
        <translation>Camera: %1</translation>
    </message>
    <message>
        <source>Card, as it last said: %1</source>
        <translation>Kaart, volgens de laatste melding: %1</translation>
    </message>
    <message>
        <source>Live frames: %1 wide, %2 PTZ</source>
        <translation>Livebeelden: %1 groothoek, %2 PTZ</translation>
    </message>
    <message>
        <source>Last answer: %1</source>
        <translation>Laatste antwoord: %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::FirmwareLog</name>
    <message>
        <source>Text to be found</source>
        <translation>Zoektekst</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>Alle niveaus</translation>
    </message>
    <message>
        <source>Info and up</source>
        <translation>Info en hoger</translation>
    </message>
    <message>
        <source>Warnings and up</source>
        <translation>Waarschuwingen en hoger</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fouten</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Bron</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>Firmware</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Volgen</translation>
    </message>
    <message>
        <source>Scrolls along with the run</source>
        <translation>Schuift mee met de run</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Double click or Enter looks back to a line&apos;s time; Ctrl+C copies lines</source>
        <translation>Dubbelklik of Enter kijkt terug naar de tijd van een regel; Ctrl+C kopieert regels</translation>
    </message>
</context>
<context>
    <name>tw::ui::FirmwareMessages</name>
    <message>
        <source>Messages</source>
        <translation>Berichten</translation>
    </message>
    <message>
        <source>The chosen message</source>
        <translation>Het gekozen bericht</translation>
    </message>
    <message>
        <source>Choose a line to see all of it.</source>
        <translation>Kies een regel om alles ervan te zien.</translation>
    </message>
</context>
<context>
    <name>tw::ui::FirmwarePanel</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Toestand</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Instellingen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Berichten</translation>
    </message>
    <message>
        <source>App</source>
        <translation>App</translation>
    </message>
</context>
<context>
    <name>tw::ui::FirmwareSettings</name>
    <message>
        <source>Settings</source>
        <translation>Instellingen</translation>
    </message>
    <message>
        <source>The firmware has not started yet.</source>
        <translation>De firmware is nog niet gestart.</translation>
    </message>
    <message>
        <source>The firmware does not run; these are its settings when it last did.</source>
        <translation>De firmware draait niet; dit zijn de instellingen van toen hij het laatst draaide.</translation>
    </message>
    <message>
        <source>As they are. The app cannot change them now: %1.</source>
        <translation>Zoals ze zijn. De app kan ze nu niet wijzigen: %1.</translation>
    </message>
    <message>
        <source>As they are. A double click changes a value by way of the app.</source>
        <translation>Zoals ze zijn. Dubbelklik om een waarde via de app te wijzigen.</translation>
    </message>
    <message>
        <source>As they were. %1</source>
        <translation>Zoals ze waren. %1</translation>
    </message>
    <message>
        <source>As they are. %1</source>
        <translation>Zoals ze zijn. %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::FirmwareState</name>
    <message>
        <source>State</source>
        <translation>Toestand</translation>
    </message>
</context>
<context>
    <name>tw::ui::HardwarePanel</name>
    <message>
        <source>Power</source>
        <translation>Voeding</translation>
    </message>
    <message>
        <source>The adapter is plugged in</source>
        <translation>De adapter zit in het stopcontact</translation>
    </message>
    <message>
        <source>Ethernet cable</source>
        <translation>Ethernetkabel</translation>
    </message>
    <message>
        <source>The cable is in the Ethernet port</source>
        <translation>De kabel zit in de ethernetpoort</translation>
    </message>
    <message>
        <source>Cover open</source>
        <translation>Klepje open</translation>
    </message>
    <message>
        <source>The cover of card slot and RESET stands open; a hand that reaches behind a closed one opens and closes it by itself</source>
        <translation>Het klepje van kaartsleuf en RESET staat open; een hand die achter een dicht klepje moet zijn, opent en sluit het vanzelf</translation>
    </message>
    <message>
        <source>Status LED: %1</source>
        <translation>Statusled: %1</translation>
    </message>
    <message>
        <source>%1 was not put in. %2</source>
        <translation>%1 is niet geplaatst. %2</translation>
    </message>
    <message>
        <source>Port kit</source>
        <translation>Poortkit</translation>
    </message>
    <message>
        <source>The waterproof kit is on the Ethernet port; a hand that reaches for the cable takes it off and puts it back by itself</source>
        <translation>De waterdichte kit zit op de ethernetpoort; een hand die bij de kabel moet zijn, haalt hem eraf en zet hem vanzelf terug</translation>
    </message>
</context>
<context>
    <name>tw::ui::InstallPanel</name>
    <message>
        <source>Where the camera hangs</source>
        <translation>Waar de camera hangt</translation>
    </message>
    <message>
        <source>What the rules of installation say</source>
        <translation>Wat de regels voor montage zeggen</translation>
    </message>
    <message>
        <source>Mount</source>
        <translation>Bevestiging</translation>
    </message>
    <message>
        <source>A mount of the scene, to start from</source>
        <translation>Een bevestiging van de scène, om mee te beginnen</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Terugplaatsen</translation>
    </message>
    <message>
        <source>Hangs the camera where the scene has this mount</source>
        <translation>Hangt de camera waar de scène deze bevestiging heeft</translation>
    </message>
    <message>
        <source>%1 m east, %2 m north, %3 m up, looks at %4 degrees (0: east, 90: north)</source>
        <translation>%1 m oost, %2 m noord, %3 m hoog, kijkt naar %4 graden (0: oost, 90: noord)</translation>
    </message>
    <message>
        <source>No run: open a scenario.</source>
        <translation>Geen run: open een scenario.</translation>
    </message>
</context>
<context>
    <name>tw::ui::InstallPlan</name>
    <message>
        <source>Plan of the place</source>
        <translation>Plattegrond</translation>
    </message>
    <message>
        <source>Drag the camera to move it, press elsewhere to turn it there. Keys: arrows move it by 0.1 m (Shift: 1 m), Page Up and Page Down lift it, plus and minus turn it.</source>
        <translation>Sleep de camera om hem te verplaatsen, druk ergens anders om hem daarheen te draaien. Toetsen: pijlen verplaatsen hem 0,1 m (Shift: 1 m), Page Up en Page Down tillen hem op, plus en min draaien hem.</translation>
    </message>
    <message>
        <source>5 m</source>
        <translation>5 m</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
</context>
<context>
    <name>tw::ui::LensPanel</name>
    <message>
        <source>Value under the mouse</source>
        <translation>Waarde onder de muis</translation>
    </message>
    <message>
        <source>Detections</source>
        <translation>Detecties</translation>
    </message>
    <message>
        <source>What the firmware found at that time, and how sure it was</source>
        <translation>Wat de firmware op dat moment vond, en hoe zeker</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>Werkelijkheid</translation>
    </message>
    <message>
        <source>Who really is there now, seen or hidden; the firmware does not know</source>
        <translation>Wie er nu werkelijk is, zichtbaar of niet; de firmware weet dit niet</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Opslaan</translation>
    </message>
    <message>
        <source>Writes a picture as the firmware got it, in its own size</source>
        <translation>Schrijft een beeld zoals de firmware het kreeg, op ware grootte</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Beeld opslaan</translation>
    </message>
    <message>
        <source>%1 lens, facts</source>
        <translation>Lens %1, gegevens</translation>
    </message>
    <message>
        <source>Mean luma of 255, age of the picture, shutter time and gain</source>
        <translation>Gemiddelde luma (van 255), leeftijd van het beeld, sluitertijd en versterking</translation>
    </message>
    <message>
        <source>Point at a pixel for its value; wheel to zoom</source>
        <translation>Wijs een pixel aan; zoom met het muiswiel</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>%1: save picture...</source>
        <translation>%1: beeld opslaan...</translation>
    </message>
</context>
<context>
    <name>tw::ui::LogTable</name>
    <message>
        <source>Time</source>
        <translation>Tijd</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Onderdeel</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
</context>
<context>
    <name>tw::ui::LogicStrip</name>
    <message>
        <source>States over time</source>
        <translation>Toestanden in de tijd</translation>
    </message>
    <message>
        <source>%1 at %2 s: %3</source>
        <translation>%1 op %2 s: %3</translation>
    </message>
</context>
<context>
    <name>tw::ui::MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Bestand</translation>
    </message>
    <message>
        <source>&amp;Open scenario...</source>
        <translation>Scenario &amp;openen...</translation>
    </message>
    <message>
        <source>&amp;Recent</source>
        <translation>&amp;Recent</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Afsluiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>B&amp;eeld</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>&amp;Indeling terugzetten</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Scenario openen</translation>
    </message>
    <message>
        <source>Scenarios (*.scenario.json commands.json)</source>
        <translation>Scenario&apos;s (*.scenario.json commands.json)</translation>
    </message>
    <message>
        <source>%1[*] - Tweelens</source>
        <translation>%1[*] - Tweelens</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Run</translation>
    </message>
    <message>
        <source> (%1 more)</source>
        <translation> (nog %1)</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>&amp;Ga naar</translation>
    </message>
</context>
<context>
    <name>tw::ui::MessageTable</name>
    <message>
        <source>app → camera</source>
        <translation>app → camera</translation>
    </message>
    <message>
        <source>app</source>
        <translation>app</translation>
    </message>
    <message>
        <source>camera – cloud</source>
        <translation>camera – cloud</translation>
    </message>
    <message>
        <source>camera → app</source>
        <translation>camera → app</translation>
    </message>
    <message>
        <source>cloud → app</source>
        <translation>cloud → app</translation>
    </message>
    <message>
        <source>answer to %1</source>
        <translation>antwoord op %1</translation>
    </message>
    <message>
        <source>message: %1</source>
        <translation>bericht: %1</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>%1, after %2 s</source>
        <translation>%1, na %2 s</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tijd</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richting</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Wat</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>tw::ui::NewCardDialog</name>
    <message>
        <source>New card</source>
        <translation>Nieuwe kaart</translation>
    </message>
    <message>
        <source>class %1</source>
        <translation>klasse %1</translation>
    </message>
    <message>
        <source>&amp;Locked (write-protected)</source>
        <translation>&amp;Vergrendeld (schrijfbeveiligd)</translation>
    </message>
    <message>
        <source>&amp;Capacity in GB</source>
        <translation>&amp;Capaciteit in GB</translation>
    </message>
    <message>
        <source>&amp;Speed</source>
        <translation>&amp;Snelheid</translation>
    </message>
    <message>
        <source>%1 to %2 GB, 1 GB = 1e9 bytes</source>
        <translation>%1 tot %2 GB, 1 GB = 1e9 bytes</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>Plaatsen</translation>
    </message>
    <message>
        <source>For experts</source>
        <translation>Voor experts</translation>
    </message>
    <message>
        <source>as it claims</source>
        <translation>zoals opgegeven</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>writes it over its beginning</source>
        <translation>overschrijft het begin</translation>
    </message>
    <message>
        <source>forgets it</source>
        <translation>gaat verloren</translation>
    </message>
    <message>
        <source>a fifth more than its class</source>
        <translation>een vijfde meer dan de klasse</translation>
    </message>
    <message>
        <source> MB/s</source>
        <translation> MB/s</translation>
    </message>
    <message>
        <source>never wears out</source>
        <translation>slijt nooit</translation>
    </message>
    <message>
        <source> erase cycles</source>
        <translation> wiscycli</translation>
    </message>
    <message>
        <source>&amp;Keeps no more than</source>
        <translation>&amp;Bewaart niet meer dan</translation>
    </message>
    <message>
        <source>and with the &amp;rest it</source>
        <translation>en de &amp;rest</translation>
    </message>
    <message>
        <source>Really &amp;writes</source>
        <translation>Schrijft &amp;werkelijk</translation>
    </message>
    <message>
        <source>Is read-only &amp;after</source>
        <translation>Alleen-lezen &amp;na</translation>
    </message>
    <message>
        <source>A card cannot keep more than it claims.</source>
        <translation>Een kaart kan niet meer bewaren dan de opgegeven capaciteit.</translation>
    </message>
</context>
<context>
    <name>tw::ui::NoticeBar</name>
    <message>
        <source>Notices</source>
        <translation>Meldingen</translation>
    </message>
    <message>
        <source>Close the notices</source>
        <translation>Meldingen sluiten</translation>
    </message>
    <message>
        <source>Shows all notices</source>
        <translation>Toont alle meldingen</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>en nog %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::PeopleControl</name>
    <message>
        <source>People and others in the scene</source>
        <translation>Personen en anderen in de scène</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Goes its path from the start</source>
        <translation>Volgt de route vanaf het begin</translation>
    </message>
    <message>
        <source>Stands still where it is</source>
        <translation>Blijft ter plekke stilstaan</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>niet aanwezig</translation>
    </message>
    <message>
        <source>on the way</source>
        <translation>onderweg</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>staat stil</translation>
    </message>
</context>
<context>
    <name>tw::ui::PictureView</name>
    <message>
        <source>%1 lens, picture</source>
        <translation>Lens %1, beeld</translation>
    </message>
    <message>
        <source>Wheel or + and - to zoom, drag or arrow keys to move, double click or 0 for all of it</source>
        <translation>Muiswiel of + en - om te zoomen, slepen of pijltjestoetsen om te verplaatsen, dubbelklik of 0 voor het hele beeld</translation>
    </message>
</context>
<context>
    <name>tw::ui::ResetControl</name>
    <message>
        <source>RESET button</source>
        <translation>RESET-knop</translation>
    </message>
    <message>
        <source>Press</source>
        <translation>Indrukken</translation>
    </message>
    <message>
        <source>RESET, pressed while this is held down</source>
        <translation>RESET, ingedrukt zolang je deze knop vasthoudt</translation>
    </message>
    <message>
        <source>RESET is pressed while the mouse button or the space bar is down</source>
        <translation>RESET is ingedrukt zolang je de muisknop of de spatiebalk ingedrukt houdt</translation>
    </message>
    <message>
        <source>Hold for</source>
        <translation>Vasthouden</translation>
    </message>
    <message>
        <source>Virtual seconds that RESET is held for</source>
        <translation>Virtuele seconden dat RESET wordt vastgehouden</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Hold RESET for %1 virtual seconds</source>
        <translation>RESET %1 virtuele seconden vasthouden</translation>
    </message>
    <message>
        <source>RESET is pressed already.</source>
        <translation>RESET is al ingedrukt.</translation>
    </message>
</context>
<context>
    <name>tw::ui::RunActions</name>
    <message>
        <source>Step</source>
        <translation>Stap</translation>
    </message>
    <message>
        <source>To the next instant at which something happens (F10)</source>
        <translation>Naar het volgende moment waarop iets gebeurt (F10)</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Opnieuw</translation>
    </message>
    <message>
        <source>From the beginning, with this seed (Ctrl+F5)</source>
        <translation>Vanaf het begin, met deze seed (Ctrl+F5)</translation>
    </message>
    <message>
        <source>End here</source>
        <translation>Hier beëindigen</translation>
    </message>
    <message>
        <source>Ends the run and judges it as far as it has come</source>
        <translation>Beëindigt de run en beoordeelt wat er tot nu toe is gebeurd</translation>
    </message>
    <message>
        <source>Go on from here</source>
        <translation>Verder vanaf hier</translation>
    </message>
    <message>
        <source>Plays the run again up to where you look, exactly, and lets you act there (Ctrl+G)</source>
        <translation>Speelt de run opnieuw tot waar je kijkt, exact, en laat je daar ingrijpen (Ctrl+G)</translation>
    </message>
    <message>
        <source>To now</source>
        <translation>Naar nu</translation>
    </message>
    <message>
        <source>Looks at the present again (Esc)</source>
        <translation>Kijkt weer naar het heden (Esc)</translation>
    </message>
    <message>
        <source>The seed %1 is too large: it must be a whole number from 0 to %2.</source>
        <translation>De seed %1 is te groot: dit moet een geheel getal van 0 tot %2 zijn.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pauze</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Stays where it has come to (F5)</source>
        <translation>Blijft staan waar hij nu is (F5)</translation>
    </message>
    <message>
        <source>Run or pause (F5)</source>
        <translation>Start of pauze (F5)</translation>
    </message>
</context>
<context>
    <name>tw::ui::RunModel</name>
    <message>
        <source>Pictures cannot be drawn here: the run shows test patterns instead.</source>
        <translation>Hier kunnen geen beelden worden getekend: de run toont in plaats daarvan testpatronen.</translation>
    </message>
</context>
<context>
    <name>tw::ui::ScenarioEditor</name>
    <message>
        <source>The scenario&apos;s text</source>
        <translation>De tekst van het scenario</translation>
    </message>
    <message>
        <source>Open a scenario (Ctrl+O) or begin a new one.</source>
        <translation>Open een scenario (Ctrl+O) of begin een nieuw.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Run text</source>
        <translation>Tekst starten</translation>
    </message>
    <message>
        <source>Runs the text as it stands, saved or not</source>
        <translation>Start de tekst zoals die er staat, opgeslagen of niet</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Opslaan</translation>
    </message>
    <message>
        <source>Saves the text</source>
        <translation>Slaat de tekst op</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Zoeken</translation>
    </message>
    <message>
        <source>Finds words in the text</source>
        <translation>Zoekt woorden in de tekst</translation>
    </message>
    <message>
        <source>New...</source>
        <translation>Nieuw...</translation>
    </message>
    <message>
        <source>Begins another scenario</source>
        <translation>Begint een ander scenario</translation>
    </message>
    <message>
        <source>Save as...</source>
        <translation>Opslaan als...</translation>
    </message>
    <message>
        <source>Saves the text in another file</source>
        <translation>Slaat de tekst op in een ander bestand</translation>
    </message>
    <message>
        <source>What is wrong in the text</source>
        <translation>Wat er mis is in de tekst</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Regel %1: %2</translation>
    </message>
    <message>
        <source>  [%1]</source>
        <translation>  [%1]</translation>
    </message>
    <message>
        <source>1 mistake</source>
        <translation>1 fout</translation>
    </message>
    <message>
        <source>%1 mistakes</source>
        <translation>%1 fouten</translation>
    </message>
    <message>
        <source>no mistakes</source>
        <translation>geen fouten</translation>
    </message>
    <message>
        <source>%1, not saved</source>
        <translation>%1, niet opgeslagen</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 opgeslagen</translation>
    </message>
    <message>
        <source>There is no text to run: open a scenario, or begin a new one.</source>
        <translation>Er is geen tekst om te starten: open een scenario, of begin een nieuw.</translation>
    </message>
    <message>
        <source>The text cannot be run: mend what is marked in it first.</source>
        <translation>De tekst kan niet worden gestart: herstel eerst wat erin gemarkeerd is.</translation>
    </message>
    <message>
        <source>The text is not saved</source>
        <translation>De tekst is niet opgeslagen</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 heeft wijzigingen die niet zijn opgeslagen.</translation>
    </message>
    <message>
        <source>Keep on editing</source>
        <translation>Verder bewerken</translation>
    </message>
    <message>
        <source>The new scenario&apos;s file</source>
        <translation>Bestand van het nieuwe scenario</translation>
    </message>
    <message>
        <source>Save the text as</source>
        <translation>Tekst opslaan als</translation>
    </message>
</context>
<context>
    <name>tw::ui::ScenarioPanel</name>
    <message>
        <source>Expectations</source>
        <translation>Verwachtingen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>Save recording...</source>
        <translation>Opname opslaan...</translation>
    </message>
    <message>
        <source>Saves what was done by hand in this run as a scenario that plays by itself</source>
        <translation>Slaat wat in deze run met de hand is gedaan op als een scenario dat vanzelf afspeelt</translation>
    </message>
    <message>
        <source>Text *</source>
        <translation>Tekst *</translation>
    </message>
    <message>
        <source>The run goes on</source>
        <translation>De run loopt nog</translation>
    </message>
    <message>
        <source>A recording reaches to the run&apos;s end. End the run here, and record what was done so far?</source>
        <translation>Een opname reikt tot het einde van de run. De run hier beëindigen en opnemen wat tot nu toe is gedaan?</translation>
    </message>
    <message>
        <source>End and record</source>
        <translation>Beëindigen en opnemen</translation>
    </message>
    <message>
        <source>Let it run on</source>
        <translation>Door laten lopen</translation>
    </message>
    <message>
        <source>Save the recording as</source>
        <translation>Opname opslaan als</translation>
    </message>
    <message>
        <source>There is nothing to record: no run has ended yet.</source>
        <translation>Er valt niets op te nemen: er is nog geen run afgelopen.</translation>
    </message>
    <message>
        <source>Recorded as %1.</source>
        <translation>Opgenomen als %1.</translation>
    </message>
    <message>
        <source> Left out, as its description says why: %1.</source>
        <translation> Weggelaten, de beschrijving zegt waarom: %1.</translation>
    </message>
</context>
<context>
    <name>tw::ui::SettingDelegate</name>
    <message>
        <source>new</source>
        <translation>nieuw</translation>
    </message>
</context>
<context>
    <name>tw::ui::SettingsTable</name>
    <message>
        <source>set</source>
        <translation>ingesteld</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>niet ingesteld</translation>
    </message>
    <message>
        <source>on</source>
        <translation>aan</translation>
    </message>
    <message>
        <source>off</source>
        <translation>uit</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>gevraagd</translation>
    </message>
    <message>
        <source>asked: %1</source>
        <translation>gevraagd: %1</translation>
    </message>
    <message>
        <source>the app cannot reach it: %1</source>
        <translation>de app kan de camera niet bereiken: %1</translation>
    </message>
    <message>
        <source>accepted at %1</source>
        <translation>geaccepteerd op %1</translation>
    </message>
    <message>
        <source>refused at %1: %2</source>
        <translation>geweigerd op %1: %2</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>aan of uit</translation>
    </message>
    <message>
        <source>%1 to %2 %3</source>
        <translation>%1 tot %2 %3</translation>
    </message>
    <message>
        <source>at most %1 bytes</source>
        <translation>hoogstens %1 bytes</translation>
    </message>
    <message>
        <source>%1: %2
%3</source>
        <translation>%1: %2
%3</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Instelling</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Waarde</translation>
    </message>
    <message>
        <source>What the camera answered</source>
        <translation>Wat de camera antwoordde</translation>
    </message>
</context>
<context>
    <name>tw::ui::SignalPlot</name>
    <message>
        <source>Numbers over time</source>
        <translation>Getallen in de tijd</translation>
    </message>
    <message>
        <source>count</source>
        <translation>aantal</translation>
    </message>
    <message>
        <source>number</source>
        <translation>getal</translation>
    </message>
</context>
<context>
    <name>tw::ui::SignalTree</name>
    <message>
        <source>%1 to %2 %3</source>
        <translation>%1 tot %2 %3</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signaal</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Waarde</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Eenheid</translation>
    </message>
</context>
<context>
    <name>tw::ui::SignalsPanel</name>
    <message>
        <source>Search names and descriptions</source>
        <translation>Zoek in namen en beschrijvingen</translation>
    </message>
    <message>
        <source>Search signals</source>
        <translation>Signalen zoeken</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>Signalen</translation>
    </message>
    <message>
        <source>Tick signals in the tree to see them over time.</source>
        <translation>Vink signalen in de boom aan om ze in de tijd te zien.</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Passend</translation>
    </message>
    <message>
        <source>The whole run so far</source>
        <translation>De hele run tot nu toe</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Volgen</translation>
    </message>
    <message>
        <source>Scrolls with the run</source>
        <translation>Schuift mee met de run</translation>
    </message>
    <message>
        <source>No cursors</source>
        <translation>Geen cursors</translation>
    </message>
    <message>
        <source>Takes both cursors away. A click in a plot sets A, with Shift B; a double click looks there.</source>
        <translation>Haalt beide cursors weg. Een klik in een grafiek zet A, met Shift B; een dubbelklik kijkt daar.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporteren</translation>
    </message>
    <message>
        <source>Writes a CSV or VCD file</source>
        <translation>Schrijft een CSV- of VCD-bestand</translation>
    </message>
    <message>
        <source>Export signals as CSV</source>
        <translation>Signalen exporteren als CSV</translation>
    </message>
    <message>
        <source>Chosen signals as CSV...</source>
        <translation>Gekozen signalen als CSV...</translation>
    </message>
    <message>
        <source>All signals as CSV...</source>
        <translation>Alle signalen als CSV...</translation>
    </message>
    <message>
        <source>Whole run as VCD...</source>
        <translation>Hele run als VCD...</translation>
    </message>
    <message>
        <source>Export the run as VCD</source>
        <translation>Run exporteren als VCD</translation>
    </message>
    <message>
        <source>Plot only %1</source>
        <translation>Alleen %1 plotten</translation>
    </message>
    <message>
        <source>Plot none</source>
        <translation>Niets plotten</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschreven: %1</translation>
    </message>
    <message>
        <source> (from %1 on; earlier is forgotten)</source>
        <translation> (vanaf %1; wat eerder was, is vergeten)</translation>
    </message>
</context>
<context>
    <name>tw::ui::StateTable</name>
    <message>
        <source>Firmware</source>
        <translation>Firmware</translation>
    </message>
    <message>
        <source>What the app knows of the camera</source>
        <translation>Wat de app van de camera weet</translation>
    </message>
    <message>
        <source>Live view in the app</source>
        <translation>Livebeeld in de app</translation>
    </message>
    <message>
        <source>The app</source>
        <translation>De app</translation>
    </message>
    <message>
        <source>The cloud</source>
        <translation>De cloud</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Wat</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Waarde</translation>
    </message>
</context>
<context>
    <name>tw::ui::StepTable</name>
    <message>
        <source>done at %1</source>
        <translation>gedaan op %1</translation>
    </message>
    <message>
        <source>did not come: %1</source>
        <translation>kwam niet: %1</translation>
    </message>
    <message>
        <source>waits: %1</source>
        <translation>wacht: %1</translation>
    </message>
    <message>
        <source>by hand: %1</source>
        <translation>met de hand: %1</translation>
    </message>
    <message>
        <source>may stay out without failing the run</source>
        <translation>mag uitblijven zonder dat de run mislukt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Gedaan</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Stap</translation>
    </message>
</context>
<context>
    <name>tw::ui::TimePanel</name>
    <message>
        <source>Pace</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Virtual seconds a second</source>
        <translation>Virtuele seconden per seconde</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Of all random numbers; Enter restarts with it</source>
        <translation>Startgetal van alle toevalsgetallen; Enter start er opnieuw mee</translation>
    </message>
    <message>
        <source>%1x</source>
        <translation>%1x</translation>
    </message>
    <message>
        <source>as fast as it can</source>
        <translation>zo snel mogelijk</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 van %2</translation>
    </message>
    <message>
        <source>no scenario</source>
        <translation>geen scenario</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>gepauzeerd</translation>
    </message>
    <message>
        <source>running</source>
        <translation>loopt</translation>
    </message>
    <message>
        <source>ended: passed</source>
        <translation>afgelopen: geslaagd</translation>
    </message>
    <message>
        <source>ended: failed</source>
        <translation>afgelopen: mislukt</translation>
    </message>
    <message>
        <source>cannot be played</source>
        <translation>kan niet worden afgespeeld</translation>
    </message>
    <message>
        <source>looking back; %1</source>
        <translation>terugblik; %1</translation>
    </message>
    <message>
        <source>catching up with %1</source>
        <translation>haalt in tot %1</translation>
    </message>
    <message>
        <source>ended by hand</source>
        <translation>met de hand beëindigd</translation>
    </message>
    <message>
        <source>broken off by an error</source>
        <translation>afgebroken door een fout</translation>
    </message>
</context>
<context>
    <name>tw::ui::TimeRuler</name>
    <message>
        <source>Seconds</source>
        <translation>Seconden</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
</context>
<context>
    <name>tw::ui::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Tijdlijn</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Opdrachten</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Fouten</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Berichten</translation>
    </message>
    <message>
        <source>Detections</source>
        <translation>Detecties</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Waarschuwingen</translation>
    </message>
    <message>
        <source>Click to look back, arrow keys to go from mark to mark. Rows: %1</source>
        <translation>Klik om terug te kijken, pijltjestoetsen om van markering naar markering te gaan. Rijen: %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::ViewCanvas</name>
    <message>
        <source>3D view</source>
        <translation>3D-beeld</translation>
    </message>
    <message>
        <source>Drag to orbit, right drag to pan, wheel to zoom, click to pick</source>
        <translation>Slepen om te draaien, rechts slepen om te schuiven, muiswiel om te zoomen, klikken om te kiezen</translation>
    </message>
    <message>
        <source>Open a scenario to see its place and cameras.</source>
        <translation>Open een scenario om de plek en de camera&apos;s ervan te zien.</translation>
    </message>
    <message>
        <source>Nothing can be drawn on this machine: the place and the lenses&apos; pictures stay unseen. What is known without drawing is shown as lines.</source>
        <translation>Op deze computer kan niets worden getekend: de plek en de lensbeelden blijven ongezien. Wat zonder tekenen bekend is, staat er als lijnen.</translation>
    </message>
    <message>
        <source>The place could not be drawn: %1</source>
        <translation>De plek kon niet worden getekend: %1</translation>
    </message>
    <message>
        <source>Drawing...</source>
        <translation>Tekenen...</translation>
    </message>
</context>
<context>
    <name>tw::ui::ViewPanel</name>
    <message>
        <source>Layers of the 3D view</source>
        <translation>Lagen van het 3D-beeld</translation>
    </message>
    <message>
        <source>Frustums</source>
        <translation>Kegels</translation>
    </message>
    <message>
        <source>What both lenses look at, 10 m far</source>
        <translation>Waar beide lenzen naar kijken, 10 m ver</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>In zicht</translation>
    </message>
    <message>
        <source>The ground that both lenses see, 40 m far</source>
        <translation>De grond die beide lenzen zien, 40 m ver</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Sporen</translation>
    </message>
    <message>
        <source>Where everybody went, and where the firmware saw somebody</source>
        <translation>Waar iedereen liep, en waar de firmware iemand zag</translation>
    </message>
    <message>
        <source>Lamps</source>
        <translation>Lampen</translation>
    </message>
    <message>
        <source>Cones of the lamps that are on</source>
        <translation>Lichtkegels van de lampen die aan zijn</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>Echt</translation>
    </message>
    <message>
        <source>Who is there: boxes with names</source>
        <translation>Wie er is: kaders met namen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Shows everything (F)</source>
        <translation>Toont alles (F)</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>Looks as at first (R)</source>
        <translation>Terug naar de eerste blik (R)</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>Groothoek</translation>
    </message>
    <message>
        <source>Looks through the wide lens (1)</source>
        <translation>Kijkt door de groothoeklens (1)</translation>
    </message>
    <message>
        <source>PTZ</source>
        <translation>PTZ</translation>
    </message>
    <message>
        <source>Looks through the PTZ lens (2)</source>
        <translation>Kijkt door de PTZ-lens (2)</translation>
    </message>
    <message>
        <source>Hazard zone</source>
        <translation>Gevaar</translation>
    </message>
    <message>
        <source>Within which the lamps that are on may harm eyes</source>
        <translation>Waarbinnen de lampen die aan zijn schadelijk kunnen zijn voor ogen</translation>
    </message>
</context>
</TS>
