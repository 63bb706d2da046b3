/** What somebody typed, in which language of the pages, and the entries that would have helped. */
export interface Query {
  locale: string
  text: string
  /** Ids of services and referrals, any of which is a right answer. */
  wanted: string[]
}

const de = (text: string, ...wanted: string[]): Query => ({ locale: 'de', text, wanted })
const en = (text: string, ...wanted: string[]): Query => ({ locale: 'en', text, wanted })
const simple = (text: string, ...wanted: string[]): Query => ({ locale: 'de-simple', text, wanted })

/** Written before the search was; its weights were chosen with these. */
export const tuned: Query[] = [
  de('perso verlängern', 'personalausweis-beantragen'),
  de('personalausweiss', 'personalausweis-beantragen'),
  de('neuer reisepass für den urlaub', 'reisepass-beantragen'),
  de('kinderpass für die türkei', 'ausweis-fuer-kinder'),
  de('brauche sofort einen ausweis', 'vorlaeufiger-personalausweis'),
  de('pass fertig?', 'ausweis-abholen'),
  de('pin vom ausweis vergessen', 'online-ausweis-pin'),
  de('geldbeutel geklaut ausweis weg', 'ausweis-verloren'),
  de('bin umgezogen', 'wohnsitz-ummelden', 'wohnsitz-anmelden'),
  de('wohnsitzanmeldung', 'wohnsitz-anmelden'),
  de('ich ziehe ins ausland', 'wohnsitz-abmelden'),
  de('meldebestätigung für den vermieter', 'meldebescheinigung'),
  de('adresse von jemandem herausfinden', 'melderegisterauskunft'),
  de('fuehrungszeugnis für arbeitgeber', 'fuehrungszeugnis'),
  de('zeugnisse beglaubigen lassen', 'kopien-beglaubigen'),
  de('steueridentnummer', 'steuer-id-mitteilung'),
  de('hochzeitstermin', 'eheschliessung-anmelden'),
  de('baby ist da', 'geburt-anzeigen'),
  de('geburtsurkunde bestellen', 'urkunden-anfordern'),
  de('kirchensteuer loswerden', 'kirchenaustritt'),
  de('mein opa ist gestorben', 'sterbefall-anzeigen'),
  de('zuschuss zur miete', 'wohngeld'),
  de('kindergartenplätze', 'kita-platz'),
  de('einschulen', 'schulanmeldung'),
  de('hundesteueranmeldung', 'hund-anmelden'),
  de('schlüsselbund verloren', 'fundbuero'),
  de('nachbar macht krach', 'ordnung-melden'),
  de('selbständig machen', 'gewerbe-anmelden'),
  de('parkplatz für umzugswagen sperren', 'halteverbot-umzug'),
  de('anwohnerparkausweis', 'bewohnerparken'),
  de('birke fällen', 'baum-faellen'),
  de('briefwal', 'briefwahl'),
  de('auto ummelden', 'kfz-zulassung'),
  de('buergergeld', 'jobcenter'),
  simple('Ausweis neu machen', 'personalausweis-beantragen'),
  en('renew my ID card', 'personalausweis-beantragen'),
  en('register new apartment', 'wohnsitz-anmelden'),
  en('police clearance certifcate', 'fuehrungszeugnis'),
  en('getting maried', 'eheschliessung-anmelden'),
  en('anmeldung', 'wohnsitz-anmelden'),
]

/** Written at the same time and looked at only when the weights stood: what the search does for strangers. */
export const unseen: Query[] = [
  de('pass fürs baby', 'ausweis-fuer-kinder'),
  de('einwohnermeldeamt anmelden', 'wohnsitz-anmelden'),
  de('beglaubigte abschrift', 'kopien-beglaubigen'),
  de('nachname ändern nach scheidung', 'namenserklaerung'),
  de('polizeiliches führungszeugniss', 'fuehrungszeugnis'),
  de('osterfeuer erlaubnis', 'brauchtumsfeuer'),
  de('restaurant aufmachen', 'gaststaette-anzeigen'),
  de('gartenhaus bauen genehmigung', 'bauauskunft', 'baugenehmigung'),
  de('grab verlängern', 'grabstelle'),
  de('hab eine katze gefunden', 'fundbuero'),
  de('mahnung in raten zahlen', 'stadtkasse'),
  de('wahlhelfer werden', 'briefwahl'),
  de('stammbaumforschung', 'archiv-anfrage'),
  de('flohmarkt veranstalten', 'veranstaltung-anmelden'),
  de('strafzettel bezahlen', 'parkverstoss'),
  de('grundsteuerbescheid', 'grundsteuer'),
  de('behinderten ausweis', 'schwerbehindertenausweis', 'behindertenparkausweis'),
  de('sperrmuell abholen', 'abfall'),
  de('fuehrerschein umtauschn', 'fuehrerschein'),
  de('angelkarte', 'fischereischein'),
  de('ummeldung wohnung', 'wohnsitz-ummelden'),
  en('lost passport', 'ausweis-verloren'),
  en('open a cafe', 'gaststaette-anzeigen'),
  en('kindergarden place', 'kita-platz'),
  en('parking fine', 'parkverstoss'),
  en('cut a tree in my garden', 'baum-faellen'),
  en('drivers license exchange', 'fuehrerschein'),
  en('moving to another country', 'wohnsitz-abmelden'),
  en('child passport', 'ausweis-fuer-kinder'),
  en('wedding', 'eheschliessung-anmelden'),
]
