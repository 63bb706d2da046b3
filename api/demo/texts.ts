/** Remarks of citizens when booking. */
export const REMARKS = [
  'Ich komme mit Rollator und brauche einen Stuhl.',
  'Bitte mit Dolmetscher, ich spreche wenig Deutsch.',
  'Ich bringe mein Baby im Kinderwagen mit.',
  'Ich höre schlecht, bitte laut aufrufen.',
  'Der alte Ausweis ist schon abgelaufen.',
  'Wir ziehen zu dritt um, der Vermieter hat alles unterschrieben.',
  'Ich bin nur bis 12 Uhr zu erreichen.',
  'Can we please speak English?',
]

/** Remarks of clerks for colleagues. */
export const OFFICE_REMARKS = [
  'Wohnungsgeberbestätigung fehlt, wird nachgereicht.',
  'Foto entspricht nicht der Vorlage, neues am Automaten gemacht.',
  'Zweitschrift der Geburtsurkunde beim Standesamt angefragt.',
  'Gebühr bar bezahlt, Quittung ausgestellt.',
  'Rückruf auf dem Mobiltelefon gewünscht.',
]

/** Reasons of the office for moves and cancellations. */
export const OFFICE_REASONS = [
  'Leider ist Ihre Sachbearbeiterin erkrankt. Bitte buchen Sie einen neuen Termin.',
  'Wegen einer Störung der Technik können wir an diesem Tag keine Ausweise ausstellen.',
  'Der Schalter bleibt wegen einer Schulung geschlossen. Wir bitten um Entschuldigung.',
]

/** Reasons of citizens for cancellations; often none. */
export const CITIZEN_REASONS = [
  null,
  null,
  null,
  'Ich bin krank.',
  'Es hat sich erledigt.',
  'Ich habe einen früheren Termin bekommen.',
]

/** Feedback about the pages. */
export const FEEDBACK = [
  'Am Telefon kann ich die Uhrzeiten nur schlecht lesen, die Schrift könnte größer sein.',
  'The calendar is hard to use with my screen reader on the tablet.',
]
