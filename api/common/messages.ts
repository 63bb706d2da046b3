/** Languages that every message of the API exists in. */
type Locale = 'de' | 'en' | 'de-simple'
type Texts = Record<Locale, string>

/** Why something is refused; each belongs to one code of the contract. */
export type RefusalReason = keyof typeof REFUSALS
/** What can be wrong with a field of an input. */
export type FieldCode = keyof typeof FIELDS
export type RefusalCode = 'NOT_FOUND' | 'NOT_ALLOWED' | 'HOLD_EXPIRED' | 'KEY_REUSED' | 'VERSION_CONFLICT'
export type GeneralMessage = keyof typeof GENERAL

const REFUSALS = {
  NOT_FOUND: {
    code: 'NOT_FOUND',
    de: 'Diesen Termin gibt es nicht, oder der Link ist nicht mehr gültig.',
    en: 'There is no such appointment, or the link is no longer valid.',
    'de-simple': 'Wir finden diesen Termin nicht. Vielleicht ist der Link zu alt.',
  },
  NOT_SIGNED_IN: {
    code: 'NOT_ALLOWED',
    de: 'Bitte melden Sie sich zuerst an.',
    en: 'Please sign in first.',
    'de-simple': 'Bitte melden Sie sich zuerst an.',
  },
  NOT_ALLOWED: {
    code: 'NOT_ALLOWED',
    de: 'Das ist bei diesem Termin nicht möglich.',
    en: 'This is not possible for this appointment.',
    'de-simple': 'Das geht bei diesem Termin nicht.',
  },
  WRONG_CREDENTIALS: {
    code: 'NOT_ALLOWED',
    de: 'E-Mail-Adresse oder Passwort stimmen nicht.',
    en: 'E-mail address or password is wrong.',
    'de-simple': 'Die E-Mail-Adresse oder das Passwort ist falsch.',
  },
  ALREADY_CONFIRMED: {
    code: 'NOT_ALLOWED',
    de: 'Dieser Termin ist schon gebucht.',
    en: 'This appointment is already booked.',
    'de-simple': 'Dieser Termin ist schon gebucht.',
  },
  ALREADY_CANCELLED: {
    code: 'NOT_ALLOWED',
    de: 'Dieser Termin ist abgesagt.',
    en: 'This appointment has been cancelled.',
    'de-simple': 'Dieser Termin ist abgesagt.',
  },
  ALREADY_PAST: {
    code: 'NOT_ALLOWED',
    de: 'Dieser Termin hat schon begonnen oder ist vorbei.',
    en: 'This appointment has already begun or is over.',
    'de-simple': 'Dieser Termin ist schon vorbei.',
  },
  NO_MORE_EXTENSIONS: {
    code: 'NOT_ALLOWED',
    de: 'Die Reservierung kann nicht noch einmal verlängert werden.',
    en: 'The hold cannot be extended again.',
    'de-simple': 'Sie können nicht noch einmal verlängern.',
  },
  HOLD_EXPIRED: {
    code: 'HOLD_EXPIRED',
    de: 'Die Reservierung ist abgelaufen. Bitte wählen Sie noch einmal eine Zeit.',
    en: 'The hold has expired. Please choose a time again.',
    'de-simple': 'Die Zeit zum Ausfüllen ist vorbei. Bitte wählen Sie neu.',
  },
  KEY_REUSED: {
    code: 'KEY_REUSED',
    de: 'Dieser Schlüssel gehört schon zu einer anderen Anfrage.',
    en: 'This key already belongs to another request.',
    'de-simple': 'Dieser Schlüssel gehört schon zu einer anderen Anfrage.',
  },
} as const satisfies Record<string, Texts & { code: RefusalCode }>

const FIELDS = {
  REQUIRED: {
    de: 'Bitte füllen Sie dieses Feld aus.',
    en: 'Please fill in this field.',
    'de-simple': 'Bitte füllen Sie dieses Feld aus.',
  },
  TOO_LONG: {
    de: 'Bitte kürzen Sie auf höchstens {limit} Zeichen.',
    en: 'Please shorten to at most {limit} characters.',
    'de-simple': 'Das ist zu lang. Es dürfen höchstens {limit} Zeichen sein.',
  },
  CONTROL_CHARACTERS: {
    de: 'Hier sind unsichtbare Steuerzeichen enthalten. Bitte tippen Sie den Text neu ein.',
    en: 'This contains invisible control characters. Please type the text again.',
    'de-simple': 'Hier ist ein unsichtbares Zeichen. Bitte tippen Sie neu.',
  },
  EMAIL_INVALID: {
    de: 'Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@beispiel.de.',
    en: 'Please check the e-mail address, for example name@example.org.',
    'de-simple': 'Die E-Mail-Adresse stimmt nicht. So ist es richtig: name@beispiel.de',
  },
  REFERENCE_INVALID: {
    de: 'Bitte prüfen Sie die Terminnummer. Sie hat acht Ziffern, zum Beispiel 1234-5678.',
    en: 'Please check the appointment number. It has eight digits, for example 1234-5678.',
    'de-simple': 'Die Nummer stimmt nicht. Sie hat 8 Ziffern. So sieht sie aus: 1234-5678',
  },
  PHONE_REQUIRED: {
    de: 'Wir rufen Sie an. Bitte geben Sie Ihre Telefonnummer an.',
    en: 'We will call you. Please give your phone number.',
    'de-simple': 'Wir rufen Sie an. Bitte schreiben Sie Ihre Telefonnummer.',
  },
  PHONE_INVALID: {
    de: 'Bitte prüfen Sie die Telefonnummer, zum Beispiel 03461 4450 oder 0151 23456789.',
    en: 'Please check the phone number, for example 03461 4450 or +49 151 23456789.',
    'de-simple': 'Die Telefonnummer stimmt nicht. Bitte prüfen Sie die Nummer.',
  },
  CONSENT_REQUIRED: {
    de: 'Bitte bestätigen Sie, dass Sie die Hinweise zum Datenschutz gelesen haben.',
    en: 'Please confirm that you have read how your data is used.',
    'de-simple': 'Bitte bestätigen Sie die Hinweise zum Datenschutz.',
  },
  NO_ITEMS: {
    de: 'Bitte wählen Sie mindestens ein Anliegen.',
    en: 'Please choose at least one service.',
    'de-simple': 'Bitte wählen Sie, was Sie brauchen.',
  },
  TOO_MANY_ITEMS: {
    de: 'Bitte wählen Sie höchstens {limit} Anliegen für einen Termin.',
    en: 'Please choose at most {limit} services for one appointment.',
    'de-simple': 'Für einen Termin gehen höchstens {limit} Anliegen.',
  },
  UNKNOWN_SERVICE: {
    de: 'Dieses Anliegen bieten wir nicht an.',
    en: 'We do not offer this service.',
    'de-simple': 'Das bieten wir nicht an.',
  },
  SERVICE_TWICE: {
    de: 'Dieses Anliegen ist doppelt gewählt.',
    en: 'This service is chosen twice.',
    'de-simple': 'Das haben Sie zweimal gewählt.',
  },
  PERSONS_NOT_WHOLE: {
    de: 'Bitte geben Sie eine ganze Zahl an.',
    en: 'Please give a whole number.',
    'de-simple': 'Bitte schreiben Sie eine Zahl.',
  },
  TOO_FEW_PERSONS: {
    de: 'Der Termin ist für mindestens eine Person.',
    en: 'The appointment is for at least one person.',
    'de-simple': 'Es muss mindestens eine Person kommen.',
  },
  TOO_MANY_PERSONS: {
    de: 'Dieses Anliegen geht für höchstens {limit} Personen in einem Termin.',
    en: 'This service is possible for at most {limit} people in one appointment.',
    'de-simple': 'Das geht für höchstens {limit} Personen.',
  },
  KEY_INVALID: {
    de: 'Der Schlüssel muss 16 bis 200 druckbare Zeichen haben, am besten eine zufällige UUID.',
    en: 'The key must have 16 to 200 printable characters, best a random UUID.',
    'de-simple': 'Der Schlüssel muss 16 bis 200 Zeichen haben.',
  },
  TOO_MANY_BOOKINGS: {
    de: 'Bitte wählen Sie höchstens {limit} Termine auf einmal.',
    en: 'Please choose at most {limit} appointments at once.',
    'de-simple': 'Bitte wählen Sie höchstens {limit} Termine.',
  },
  UNKNOWN_BOOKING: {
    de: 'Diesen Termin gibt es nicht.',
    en: 'There is no such appointment.',
    'de-simple': 'Diesen Termin gibt es nicht.',
  },
} as const satisfies Record<string, Texts>

const GENERAL = {
  SLOT_TAKEN: {
    de: 'Diese Zeit ist leider nicht mehr frei.',
    en: 'This time is no longer free.',
    'de-simple': 'Diese Zeit ist leider nicht mehr frei.',
  },
  INVALID_INPUT: {
    de: 'Bitte prüfen Sie Ihre Angaben.',
    en: 'Please check what you entered.',
    'de-simple': 'Bitte prüfen Sie Ihre Angaben.',
  },
  LIMIT_REACHED: {
    de: 'Das waren zu viele Versuche in kurzer Zeit. Bitte warten Sie etwas, oder rufen Sie uns an.',
    en: 'Too many attempts in a short time. Please wait a little, or call us.',
    'de-simple': 'Das waren zu viele Versuche. Bitte warten Sie etwas. Oder rufen Sie uns an.',
  },
  CHALLENGE_REQUIRED: {
    de: 'Wir prüfen kurz, dass Sie ein Mensch sind. Das geht von selbst.',
    en: 'We briefly check that you are a person. It happens by itself.',
    'de-simple': 'Wir prüfen kurz, ob Sie ein Mensch sind. Sie müssen nichts tun.',
  },
} as const satisfies Record<string, Texts>

/** The code of the contract for a reason. */
export const codeOf = (reason: RefusalReason): RefusalCode => REFUSALS[reason].code

export const refusalMessage = (reason: RefusalReason, locale: string): string =>
  inLocale(REFUSALS[reason], locale)
export const generalMessage = (message: GeneralMessage, locale: string): string =>
  inLocale(GENERAL[message], locale)
export const fieldMessage = (code: FieldCode, limit: number | null | undefined, locale: string): string =>
  inLocale(FIELDS[code], locale).replace('{limit}', String(limit ?? ''))

/** The nearest language that exists: de-AT → de, fr → de, which is the office's own. */
function inLocale(texts: Texts, locale: string): string {
  const wanted = locale.toLowerCase()
  if (wanted in texts) return texts[wanted as Locale]
  const language = wanted.split('-')[0]!
  return language in texts ? texts[language as Locale] : texts.de
}
