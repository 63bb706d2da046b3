import type { Messages } from '../messages.ts'

/** Einfache Sprache: one thought in one sentence, common words. */
export default {
  refusals: {
    NOT_FOUND: 'Wir finden diesen Termin nicht. Vielleicht ist der Link zu alt.',
    NOT_SIGNED_IN: 'Bitte melden Sie sich zuerst an.',
    NOT_ALLOWED: 'Das geht bei diesem Termin nicht.',
    WRONG_CREDENTIALS: 'Die E-Mail-Adresse oder das Passwort ist falsch.',
    ALREADY_CONFIRMED: 'Dieser Termin ist schon gebucht.',
    ALREADY_CANCELLED: 'Dieser Termin ist abgesagt.',
    ALREADY_PAST: 'Dieser Termin ist schon vorbei.',
    NO_MORE_EXTENSIONS: 'Sie können nicht noch einmal verlängern.',
    HOLD_EXPIRED: 'Die Zeit zum Ausfüllen ist vorbei. Bitte wählen Sie neu.',
    KEY_REUSED: 'Dieser Schlüssel gehört schon zu einer anderen Anfrage.',
  },
  fields: {
    REQUIRED: 'Bitte füllen Sie dieses Feld aus.',
    TOO_LONG: 'Das ist zu lang. Es dürfen höchstens {limit} Zeichen sein.',
    CONTROL_CHARACTERS: 'Hier ist ein unsichtbares Zeichen. Bitte tippen Sie neu.',
    EMAIL_INVALID: 'Die E-Mail-Adresse stimmt nicht. So ist es richtig: name@beispiel.de',
    REFERENCE_INVALID: 'Die Nummer stimmt nicht. Sie hat 8 Ziffern. So sieht sie aus: 1234-5678',
    PHONE_REQUIRED: 'Wir rufen Sie an. Bitte schreiben Sie Ihre Telefonnummer.',
    PHONE_INVALID: 'Die Telefonnummer stimmt nicht. Bitte prüfen Sie die Nummer.',
    CONSENT_REQUIRED: 'Bitte bestätigen Sie die Hinweise zum Datenschutz.',
    NO_ITEMS: 'Bitte wählen Sie, was Sie brauchen.',
    TOO_MANY_ITEMS: 'Für einen Termin gehen höchstens {limit} Anliegen.',
    UNKNOWN_SERVICE: 'Das bieten wir nicht an.',
    SERVICE_TWICE: 'Das haben Sie zweimal gewählt.',
    PERSONS_NOT_WHOLE: 'Bitte schreiben Sie eine Zahl.',
    TOO_FEW_PERSONS: 'Es muss mindestens eine Person kommen.',
    TOO_MANY_PERSONS: 'Das geht für höchstens {limit} Personen.',
    KEY_INVALID: 'Der Schlüssel muss 16 bis 200 Zeichen haben.',
    TOO_MANY_BOOKINGS: 'Bitte wählen Sie höchstens {limit} Termine.',
    UNKNOWN_BOOKING: 'Diesen Termin gibt es nicht.',
  },
  general: {
    SLOT_TAKEN: 'Diese Zeit ist leider nicht mehr frei.',
    INVALID_INPUT: 'Bitte prüfen Sie Ihre Angaben.',
    LIMIT_REACHED: 'Das waren zu viele Versuche. Bitte warten Sie etwas. Oder rufen Sie uns an.',
    CHALLENGE_REQUIRED: 'Wir prüfen kurz, ob Sie ein Mensch sind. Sie müssen nichts tun.',
  },
} satisfies Messages
