import type { Wording } from '../texts.ts'

/** Einfache Sprache: one thought in one sentence, common words, no subordinate clauses where one can do without. */
const wording: Wording = {
  subject: {
    CONFIRMED: ({ day, time }) => `Ihr Termin: ${day}, ${time} Uhr`,
    MOVED: ({ day, time }) => `Ihr Termin hat eine neue Zeit: ${day}, ${time} Uhr`,
    MOVED_BY_OFFICE: ({ day, time }) => `Ihr Termin hat eine neue Zeit: ${day}, ${time} Uhr`,
    CANCELLED_BY_CITIZEN: ({ day, time }) => `Sie haben Ihren Termin abgesagt: ${day}, ${time} Uhr`,
    CANCELLED_BY_OFFICE: ({ day, time }) => `Ihr Termin fällt aus: ${day}, ${time} Uhr`,
    REMINDER: ({ day, time }) => `Bald ist Ihr Termin: ${day}, ${time} Uhr`,
    LINK: ({ day }) => `Der Link zu Ihrem Termin: ${day}`,
  },
  preview: {
    CONFIRMED: ({ reference }) => `Ihre Termin-Nummer ist ${reference}. Hier steht alles für Ihren Termin.`,
    MOVED: ({ reference }) => `Ihre Termin-Nummer bleibt ${reference}. Hier steht alles für Ihren Termin.`,
    MOVED_BY_OFFICE: ({ reference }) => `Ihre Termin-Nummer bleibt ${reference}. Hier steht die neue Zeit.`,
    CANCELLED_BY_CITIZEN: ({ reference }) =>
      `Der Termin ${reference} fällt aus. Sie können einen neuen Termin buchen.`,
    CANCELLED_BY_OFFICE: ({ reference }) => `Der Termin ${reference} fällt aus. Das tut uns leid.`,
    REMINDER: ({ reference }) => `Ihre Termin-Nummer ist ${reference}. Hier steht alles für Ihren Termin.`,
    LINK: ({ reference }) => `Mit dem Link öffnen Sie den Termin ${reference}.`,
  },
  title: {
    CONFIRMED: 'Sie haben einen Termin',
    MOVED: 'Ihr Termin hat eine neue Zeit',
    MOVED_BY_OFFICE: 'Wir haben Ihren Termin verschoben',
    CANCELLED_BY_CITIZEN: 'Sie haben Ihren Termin abgesagt',
    CANCELLED_BY_OFFICE: 'Ihr Termin fällt aus',
    REMINDER: 'Bald ist Ihr Termin',
    LINK: 'Der Link zu Ihrem Termin',
  },
  greeting: (name) => `Guten Tag ${name},`,
  greetingWithoutName: 'Guten Tag,',
  intro: {
    CONFIRMED: {
      ON_SITE: 'Ihr Termin ist gebucht. Wir freuen uns auf Sie.',
      TELEPHONE:
        'Ihr Termin ist gebucht. Der Termin ist am Telefon. Wir rufen Sie an. Sie müssen nicht kommen.',
    },
    MOVED: {
      ON_SITE: 'Ihr Termin hat eine neue Zeit. Die alte Zeit gilt nicht mehr.',
      TELEPHONE:
        'Ihr Termin hat eine neue Zeit. Die alte Zeit gilt nicht mehr. Wir rufen Sie zur neuen Zeit an.',
    },
    MOVED_BY_OFFICE: {
      ON_SITE:
        'Wir haben zur alten Zeit leider keine Zeit für Sie. Ihr Termin hat jetzt eine neue Zeit. Es tut uns leid. Passt die neue Zeit nicht? Dann wählen Sie bitte eine andere Zeit.',
      TELEPHONE:
        'Wir können Sie zur alten Zeit leider nicht anrufen. Ihr Termin hat jetzt eine neue Zeit. Wir rufen Sie dann an. Es tut uns leid. Passt die neue Zeit nicht? Dann wählen Sie bitte eine andere Zeit.',
    },
    CANCELLED_BY_CITIZEN: {
      ON_SITE: 'Sie haben Ihren Termin abgesagt. Der Termin fällt aus. Danke für Ihre Nachricht.',
      TELEPHONE: 'Sie haben Ihren Termin abgesagt. Wir rufen Sie nicht an. Danke für Ihre Nachricht.',
    },
    CANCELLED_BY_OFFICE: {
      ON_SITE: 'Ihr Termin fällt leider aus. Bitte kommen Sie nicht. Das tut uns sehr leid.',
      TELEPHONE: 'Ihr Termin fällt leider aus. Wir rufen Sie nicht an. Das tut uns sehr leid.',
    },
    REMINDER: {
      ON_SITE: 'Bald ist Ihr Termin. Bitte denken Sie daran. Wir freuen uns auf Sie.',
      TELEPHONE: 'Bald ist Ihr Termin. Der Termin ist am Telefon. Wir rufen Sie an.',
    },
    LINK: {
      ON_SITE:
        'Klicken Sie auf den Link. Dann sehen Sie Ihren Termin. Dort können Sie den Termin auch ändern.',
      TELEPHONE:
        'Klicken Sie auf den Link. Dann sehen Sie Ihren Termin. Der Termin ist am Telefon. Dort können Sie den Termin auch ändern.',
    },
  },

  when: 'Wann',
  before: 'Alte Zeit',
  where: 'Wo',
  call: 'Anruf',
  what: 'Darum geht es',
  department: 'Amt',
  reference: 'Termin-Nummer',
  moment: ({ day, time }) => `${day}, ${time} Uhr`,
  duration: ({ minutes }) => `Das dauert etwa ${minutes} Minuten.`,
  room: ({ room }) => `Raum ${room}`,
  stepFree: 'Der Weg hat keine Stufen.',
  weCall: ({ phone }) => `Wir rufen diese Nummer an: ${phone}.`,
  weCallYou: 'Wir rufen Sie an.',
  wrongNumber: ({ officePhone }) => `Ist die Nummer falsch? Bitte rufen Sie uns vorher an: ${officePhone}.`,
  persons: ({ service, persons }) => (persons === 1 ? service : `${service} (${persons} Personen)`),
  remarkReceived: 'Wir haben Ihre Nachricht bekommen.',

  bring: { ON_SITE: 'Das bringen Sie mit', TELEPHONE: 'Das brauchen Sie am Telefon' },
  onlyNeeded: ({ condition }) => `Nur in diesem Fall: ${condition}`,
  fees: 'Das kostet es',
  free: 'Das kostet nichts',
  amountUnknown: 'Wir sagen Ihnen den Preis.',
  fee: ({ label, amount }) => `${label}: ${amount}`,
  notes: 'Das ist wichtig',

  change: 'Können Sie nicht?',
  changeHint: {
    ON_SITE: 'Klicken Sie auf den Link. Dort können Sie eine neue Zeit wählen. Oder Sie sagen den Termin ab.',
    TELEPHONE:
      'Klicken Sie auf den Link. Dort können Sie eine neue Zeit wählen. Oder Sie sagen den Anruf ab.',
  },
  changeLink: 'Termin ändern oder absagen',
  changeSecret: 'Der Link ist nur für Sie. Geben Sie den Link nicht weiter.',
  linkUnasked: 'Haben Sie nicht gefragt? Dann müssen Sie nichts tun. Ihr Termin bleibt gleich.',

  reason: 'Der Grund',
  again: 'Neuer Termin',
  againHint: {
    CITIZEN:
      'Brauchen Sie einen neuen Termin? Sie können immer einen neuen Termin buchen. Haben Sie nicht abgesagt? Bitte rufen Sie uns an.',
    OFFICE:
      'Bitte buchen Sie einen neuen Termin. Brauchen Sie Hilfe? Bitte rufen Sie uns an. Wir helfen Ihnen gern.',
  },
  againLink: 'Neuen Termin buchen',

  help: ({ phone }) => `Haben Sie Fragen? Rufen Sie uns an: ${phone}.`,
  regards: 'Freundliche Grüße',
  automatic: 'Ein Computer hat diese Nachricht geschickt.',
  zone: ({ zone }) => `Alle Uhrzeiten: ${zone}.`,

  feedback: {
    subject: 'Nachricht zu Terminklick: Barriere oder Fehler',
    intro: 'Jemand hat Ihnen geschrieben. Das Formular steht auf der Seite zur Barrierefreiheit.',
    name: 'Name',
    email: 'E-Mail-Adresse',
    language: 'Sprache der Seite',
    notGiven: 'nicht angegeben',
    answer: 'Antworten Sie auf diese E-Mail. Bitte antworten Sie in einem Monat.',
    noAnswer: 'Sie können nicht antworten. Es gibt keine E-Mail-Adresse.',
  },

  staff: {
    STAFF_INVITATION: {
      subject: 'Ihr Zugang zu Terminklick',
      preview: 'Wählen Sie ein Passwort. Dann melden Sie sich an.',
      intro: ({ office }) =>
        `Sie haben einen Zugang zu den Terminen: ${office}. Wählen Sie hier ein Passwort.`,
      link: 'Passwort wählen',
      unasked: 'Haben Sie das nicht erwartet? Dann fragen Sie bitte zuerst nach.',
    },
    STAFF_PASSWORD: {
      subject: 'Ein neues Passwort für Terminklick',
      preview: 'Wählen Sie hier ein neues Passwort.',
      intro: ({ office }) => `Sie möchten ein neues Passwort: ${office}. Wählen Sie es hier.`,
      link: 'Neues Passwort wählen',
      unasked: 'Haben Sie nicht danach gefragt? Dann müssen Sie nichts tun. Ihr Passwort bleibt.',
    },
    until: ({ until }) => `Der Link geht nur einmal. Er geht bis ${until}. Er ist nur für Sie.`,
    byProvider: ({ office }) =>
      `Sie haben einen Zugang zu den Terminen: ${office}. Melden Sie sich so an wie sonst bei der Arbeit.`,
    signInLink: 'Zur Anmeldung',
  },

  calendar: {
    summary: {
      ON_SITE: ({ office }) => `Termin: ${office}`,
      TELEPHONE: ({ office }) => `Anruf: ${office}`,
    },
    cancelled: 'Dieser Termin fällt aus.',
    telephone: ({ phone }) => `Am Telefon: ${phone}`,
    more: 'Mehr steht in unserer E-Mail.',
  },
}

export default wording
