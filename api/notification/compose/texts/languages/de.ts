import type { Wording } from '../texts.ts'

/** German: Sie, short sentences, warm. */
const wording: Wording = {
  subject: {
    CONFIRMED: ({ day, time }) => `Ihr Termin am ${day}, um ${time} Uhr`,
    MOVED: ({ day, time }) => `Verschoben: Ihr Termin ist jetzt am ${day}, um ${time} Uhr`,
    MOVED_BY_OFFICE: ({ day, time }) => `Wir mussten Ihren Termin verschieben: ${day}, ${time} Uhr`,
    CANCELLED_BY_CITIZEN: ({ day, time }) => `Abgesagt: Ihr Termin am ${day}, um ${time} Uhr`,
    CANCELLED_BY_OFFICE: ({ day, time }) => `Wir müssen Ihren Termin absagen: ${day}, ${time} Uhr`,
    REMINDER: ({ day, time }) => `Erinnerung: Ihr Termin am ${day}, um ${time} Uhr`,
    LINK: ({ day }) => `Der Link zu Ihrem Termin am ${day}`,
  },
  preview: {
    CONFIRMED: ({ reference }) =>
      `Ihre Terminnummer ist ${reference}. Hier steht alles, was Sie für den Termin brauchen.`,
    MOVED: ({ reference }) =>
      `Ihre Terminnummer bleibt ${reference}. Hier steht alles, was Sie für den Termin brauchen.`,
    MOVED_BY_OFFICE: ({ reference }) =>
      `Ihre Terminnummer bleibt ${reference}. Die neue Zeit passt nicht? Hier steht, was Sie tun können.`,
    CANCELLED_BY_CITIZEN: ({ reference }) =>
      `Der Termin ${reference} findet nicht statt. Einen neuen buchen Sie jederzeit.`,
    CANCELLED_BY_OFFICE: ({ reference }) =>
      `Der Termin ${reference} findet nicht statt. Das tut uns sehr leid.`,
    REMINDER: ({ reference }) =>
      `Ihre Terminnummer ist ${reference}. Hier steht noch einmal, was Sie brauchen.`,
    LINK: ({ reference }) => `Mit dem Link öffnen Sie den Termin ${reference}.`,
  },
  title: {
    CONFIRMED: 'Ihr Termin ist gebucht',
    MOVED: 'Ihr Termin ist verschoben',
    MOVED_BY_OFFICE: 'Wir mussten Ihren Termin verschieben',
    CANCELLED_BY_CITIZEN: 'Ihr Termin ist abgesagt',
    CANCELLED_BY_OFFICE: 'Wir müssen Ihren Termin leider absagen',
    REMINDER: 'Bald ist Ihr Termin',
    LINK: 'Der Link zu Ihrem Termin',
  },
  greeting: (name) => `Guten Tag ${name},`,
  greetingWithoutName: 'Guten Tag,',
  intro: {
    CONFIRMED: {
      ON_SITE: 'Ihr Termin ist fest gebucht. Wir freuen uns auf Sie.',
      TELEPHONE: 'Ihr Termin am Telefon ist fest gebucht. Sie müssen nicht zu uns kommen: Wir rufen Sie an.',
    },
    MOVED: {
      ON_SITE: 'Ihr Termin hat eine neue Zeit. Sie ist fest gebucht.',
      TELEPHONE: 'Ihr Termin am Telefon hat eine neue Zeit. Sie ist fest gebucht. Wir rufen Sie dann an.',
    },
    MOVED_BY_OFFICE: {
      ON_SITE:
        'Zur alten Zeit können wir leider nicht für Sie da sein. Deshalb haben wir Ihren Termin verschoben. Es tut uns leid, dass wir Ihnen Umstände machen. Passt Ihnen die neue Zeit nicht, suchen Sie sich bitte eine andere aus.',
      TELEPHONE:
        'Zur alten Zeit können wir Sie leider nicht anrufen. Deshalb haben wir Ihren Termin am Telefon verschoben. Es tut uns leid, dass wir Ihnen Umstände machen. Passt Ihnen die neue Zeit nicht, suchen Sie sich bitte eine andere aus.',
    },
    CANCELLED_BY_CITIZEN: {
      ON_SITE: 'Sie haben Ihren Termin abgesagt. Danke, so kann jemand anderes die Zeit nutzen.',
      TELEPHONE: 'Sie haben Ihren Termin am Telefon abgesagt. Danke, so kann jemand anderes die Zeit nutzen.',
    },
    CANCELLED_BY_OFFICE: {
      ON_SITE:
        'Ihr Termin kann leider nicht stattfinden. Bitte kommen Sie zu dieser Zeit nicht zu uns. Es tut uns sehr leid, dass wir Ihnen Umstände machen.',
      TELEPHONE:
        'Ihr Termin am Telefon kann leider nicht stattfinden. Wir rufen Sie zu dieser Zeit nicht an. Es tut uns sehr leid, dass wir Ihnen Umstände machen.',
    },
    REMINDER: {
      ON_SITE: 'Wir möchten Sie an Ihren Termin erinnern. Wir freuen uns auf Sie.',
      TELEPHONE: 'Wir möchten Sie an Ihren Termin am Telefon erinnern. Wir rufen Sie an.',
    },
    LINK: {
      ON_SITE:
        'Sie möchten Ihren Termin wieder öffnen. Unter diesem Link sehen Sie alles. Dort verschieben Sie ihn auch oder sagen ihn ab.',
      TELEPHONE:
        'Sie möchten Ihren Termin am Telefon wieder öffnen. Unter diesem Link sehen Sie alles. Dort verschieben Sie ihn auch oder sagen ihn ab.',
    },
  },

  when: 'Wann',
  before: 'Bisher',
  where: 'Wo',
  call: 'Anruf',
  what: 'Anliegen',
  department: 'Amt',
  reference: 'Terminnummer',
  moment: ({ day, time }) => `${day}, ${time} Uhr`,
  duration: ({ minutes }) => `Dauer: etwa ${minutes} Minuten`,
  room: ({ room }) => `Raum ${room}`,
  stepFree: 'Der Zugang ist stufenlos.',
  weCall: ({ phone }) => `Wir rufen Sie an unter ${phone}.`,
  weCallYou: 'Wir rufen Sie an.',
  wrongNumber: ({ officePhone }) =>
    `Stimmt die Nummer nicht? Dann rufen Sie uns bitte vorher an: ${officePhone}.`,
  persons: ({ service, persons }) => (persons === 1 ? service : `${service} (${persons} Personen)`),
  remarkReceived: 'Ihre Nachricht an uns haben wir erhalten.',

  bring: { ON_SITE: 'Das bringen Sie bitte mit', TELEPHONE: 'Das legen Sie bitte bereit' },
  onlyNeeded: ({ condition }) => `Nur nötig: ${condition}`,
  fees: 'Das kostet es',
  free: 'kostenlos',
  amountUnknown: 'Den Betrag nennen wir Ihnen.',
  fee: ({ label, amount }) => `${label}: ${amount}`,
  notes: 'Gut zu wissen',

  change: 'Es kommt etwas dazwischen?',
  changeHint: {
    ON_SITE:
      'Mit diesem Link verschieben Sie Ihren Termin oder sagen ihn ab. Dann kann jemand anderes die Zeit nutzen.',
    TELEPHONE:
      'Mit diesem Link verschieben Sie den Anruf oder sagen ihn ab. Dann kann jemand anderes die Zeit nutzen.',
  },
  changeLink: 'Termin ansehen, verschieben oder absagen',
  changeSecret: 'Der Link ist nur für Sie. Bitte geben Sie ihn nicht weiter.',
  linkUnasked:
    'Haben Sie gar nicht danach gefragt? Dann müssen Sie nichts tun: An Ihrem Termin hat sich nichts geändert.',

  reason: 'Der Grund',
  again: 'Ein neuer Termin',
  againHint: {
    CITIZEN:
      'Brauchen Sie doch einen Termin? Sie buchen jederzeit einen neuen. Haben Sie gar nicht abgesagt? Dann rufen Sie uns bitte an.',
    OFFICE:
      'Bitte suchen Sie sich eine neue Zeit aus. Wenn Sie dabei Hilfe brauchen, rufen Sie uns bitte an. Wir finden gemeinsam einen Termin.',
  },
  againLink: 'Neuen Termin buchen',

  help: ({ phone }) => `Haben Sie Fragen? Sie erreichen uns unter ${phone}.`,
  regards: 'Freundliche Grüße',
  automatic: 'Diese Nachricht wurde automatisch verschickt.',
  zone: ({ zone }) => `Alle Uhrzeiten: ${zone}.`,

  feedback: {
    subject: 'Nachricht zu Terminklick: Barriere oder Fehler',
    intro: 'Jemand hat über das Formular auf der Seite zur Barrierefreiheit geschrieben:',
    name: 'Name',
    email: 'E-Mail-Adresse',
    language: 'Sprache der Seite',
    notGiven: 'nicht angegeben',
    answer: 'Antworten Sie einfach auf diese E-Mail. Bitte antworten Sie innerhalb eines Monats.',
    noAnswer: 'Eine Antwort ist nicht möglich: Es wurde keine E-Mail-Adresse angegeben.',
  },

  staff: {
    STAFF_INVITATION: {
      subject: 'Ihr Zugang zu Terminklick',
      preview: 'Wählen Sie Ihr Passwort, dann können Sie sich anmelden.',
      intro: ({ office }) =>
        `für Sie ist ein Zugang zur Terminverwaltung eingerichtet: ${office}. Unter diesem Link wählen Sie Ihr Passwort.`,
      link: 'Passwort wählen',
      unasked:
        'Haben Sie das nicht erwartet? Dann fragen Sie bitte in Ihrem Haus nach, bevor Sie den Link öffnen.',
    },
    STAFF_PASSWORD: {
      subject: 'Ein neues Passwort für Terminklick',
      preview: 'Mit dem Link wählen Sie ein neues Passwort.',
      intro: ({ office }) =>
        `Sie möchten ein neues Passwort für die Terminverwaltung wählen: ${office}. Das geht unter diesem Link.`,
      link: 'Neues Passwort wählen',
      unasked:
        'Haben Sie gar nicht danach gefragt? Dann müssen Sie nichts tun: Ihr bisheriges Passwort gilt weiter.',
    },
    until: ({ until }) => `Der Link gilt einmal, und bis ${until}. Er ist nur für Sie.`,
    byProvider: ({ office }) =>
      `für Sie ist ein Zugang zur Terminverwaltung eingerichtet: ${office}. Melden Sie sich mit dem Zugang an, den Sie auch sonst bei der Arbeit benutzen.`,
    signInLink: 'Zur Anmeldung',
  },

  calendar: {
    summary: {
      ON_SITE: ({ office }) => `Termin: ${office}`,
      TELEPHONE: ({ office }) => `Anruf: ${office}`,
    },
    cancelled: 'Dieser Termin ist abgesagt.',
    telephone: ({ phone }) => `Am Telefon: ${phone}`,
    more: 'Mehr steht in unserer E-Mail und unter dem Link.',
  },
}

export default wording
