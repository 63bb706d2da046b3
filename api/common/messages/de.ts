import type { Messages } from '../messages.ts'

/** German: Sie, short sentences, warm. */
export default {
  refusals: {
    NOT_FOUND: 'Diesen Termin gibt es nicht, oder der Link ist nicht mehr gültig.',
    NOT_SIGNED_IN: 'Bitte melden Sie sich zuerst an.',
    ROLE_MISSING: 'Dafür fehlt Ihnen das Recht. Die Administration kann es Ihnen geben.',
    NOT_ALLOWED: 'Das ist bei diesem Termin nicht möglich.',
    WRONG_CREDENTIALS: 'E-Mail-Adresse oder Passwort stimmen nicht.',
    ALREADY_CONFIRMED: 'Dieser Termin ist schon gebucht.',
    ALREADY_CANCELLED: 'Dieser Termin ist abgesagt.',
    ALREADY_PAST: 'Dieser Termin hat schon begonnen oder ist vorbei.',
    NOT_YET: 'Das geht erst am Tag und zur Zeit des Termins.',
    NO_EMAIL: 'Zu diesem Termin gibt es keine E-Mail-Adresse.',
    NO_MORE_EXTENSIONS: 'Die Reservierung kann nicht noch einmal verlängert werden.',
    HOLD_EXPIRED: 'Die Reservierung ist abgelaufen. Bitte wählen Sie noch einmal eine Zeit.',
    KEY_REUSED: 'Dieser Schlüssel gehört schon zu einer anderen Anfrage.',
  },
  fields: {
    REQUIRED: 'Bitte füllen Sie dieses Feld aus.',
    TOO_LONG: 'Bitte kürzen Sie auf höchstens {limit} Zeichen.',
    CONTROL_CHARACTERS: 'Hier sind unsichtbare Steuerzeichen enthalten. Bitte tippen Sie den Text neu ein.',
    EMAIL_INVALID: 'Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@beispiel.de.',
    REFERENCE_INVALID: 'Bitte prüfen Sie die Terminnummer. Sie hat acht Ziffern, zum Beispiel 1234-5678.',
    PHONE_REQUIRED: 'Wir rufen Sie an. Bitte geben Sie Ihre Telefonnummer an.',
    PHONE_INVALID: 'Bitte prüfen Sie die Telefonnummer, zum Beispiel 03461 4450 oder 0151 23456789.',
    CONSENT_REQUIRED: 'Bitte bestätigen Sie, dass Sie die Hinweise zum Datenschutz gelesen haben.',
    NO_ITEMS: 'Bitte wählen Sie mindestens ein Anliegen.',
    TOO_MANY_ITEMS: 'Bitte wählen Sie höchstens {limit} Anliegen für einen Termin.',
    UNKNOWN_SERVICE: 'Dieses Anliegen bieten wir nicht an.',
    SERVICE_TWICE: 'Dieses Anliegen ist doppelt gewählt.',
    PERSONS_NOT_WHOLE: 'Bitte geben Sie eine ganze Zahl an.',
    TOO_FEW_PERSONS: 'Der Termin ist für mindestens eine Person.',
    TOO_MANY_PERSONS: 'Dieses Anliegen geht für höchstens {limit} Personen in einem Termin.',
    KEY_INVALID: 'Der Schlüssel muss 16 bis 200 druckbare Zeichen haben, am besten eine zufällige UUID.',
    TOO_MANY_BOOKINGS: 'Bitte wählen Sie höchstens {limit} Termine auf einmal.',
    UNKNOWN_BOOKING: 'Diesen Termin gibt es nicht.',
    PUSH_SERVICE_UNKNOWN:
      'Über diesen Dienst können wir keine Mitteilungen senden. Die E-Mail kommt auf jeden Fall.',
    PUSH_KEY_INVALID: 'Der Schlüssel dieses Geräts ist ungültig.',
  },
  general: {
    SLOT_TAKEN: 'Diese Zeit ist leider nicht mehr frei.',
    INVALID_INPUT: 'Bitte prüfen Sie Ihre Angaben.',
    LIMIT_REACHED:
      'Das waren zu viele Versuche in kurzer Zeit. Bitte warten Sie etwas, oder rufen Sie uns an.',
    CHALLENGE_REQUIRED: 'Wir prüfen kurz, ob Sie ein Mensch sind. Das geht von selbst.',
    VERSION_CONFLICT: 'Inzwischen hat jemand anderes diesen Termin geändert.',
  },
} satisfies Messages
