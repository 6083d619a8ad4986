// Which column is which, by the usual headings in English, German, Polish, Spanish and French.
import { foldText } from "../../domain/fold-text.ts";

export const FIELDS = [
  "fullName",
  "firstName",
  "lastName",
  "membershipNumber",
  "card",
  "email",
  "phone",
  "birthDate",
  "plan",
  "startsOn",
  "endsOn",
  "due",
  "note",
  "state",
] as const;
export type Field = (typeof FIELDS)[number];

// Folded, and without what is not a letter or digit: `Mitglieds-Nr.` is `mitgliedsnr`.
const HEADINGS: Readonly<Record<Field, string>> = {
  fullName: `fullname membername customername clientname member customer client mitglied kunde
    vollername imieinazwisko nazwiskoiimie czlonek klient nombrecompleto nombreyapellidos
    apellidosynombre socio nomcomplet nometprenom prenometnom adherent`,
  firstName: "firstname givenname forename vorname imie nombredepila prenom",
  lastName: `lastname surname familyname nachname familienname zuname nazwisko apellido apellidos
    nomdefamille`,
  membershipNumber: `membershipnumber membernumber memberno membershipno memberid membershipid number no
    nr id customerid customernumber clientid mitgliedsnummer mitgliedsnr mitgliednr mitgliedernummer
    kundennummer kundennr nummer numer numerczlonka nrczlonka numerczlonkowski numerklienta nrklienta
    numero numerodesocio numerosocio nsocio nosocio numsocio numerodecliente numerodemembre
    numeromembre numerodadherent numeroadherent nadherent noadherent numeroclient`,
  card: `card cardnumber cardno cardid barcode keytag tag tagid rfid fob keyfob qr qrcode karte
    kartennummer kartennr chip chipnummer transponder strichcode barcodenummer ausweisnummer karta
    numerkarty nrkarty kodkreskowy tarjeta numerodetarjeta codigodebarras llavero carte numerodecarte
    codebarres codebarre badge numerodebadge`,
  email: `email emailaddress mail mailaddress emailadresse mailadresse adresemail adresmail correo
    correoelectronico courriel adresseemail adressemail`,
  phone: `phone phonenumber mobile mobilephone mobilenumber cell cellphone cellnumber tel telephone
    telefon telefonnummer handy handynummer mobil mobilnummer mobiltelefon rufnummer numertelefonu
    nrtelefonu telefonkomorkowy komorka telefono movil telefonomovil numerodetelefono
    numerodetelephone portable telephoneportable`,
  birthDate: `birthdate dateofbirth birthday dob born geburtsdatum geburtstag geboren gebdatum
    dataurodzenia urodziny fechadenacimiento fechanacimiento nacimiento datedenaissance datenaissance
    naissance nele`,
  plan: `plan planname membership membershiptype membershipplan membershipname package subscription
    contract tariff tarif mitgliedschaft vertrag vertragsart abo karnet abonament rodzajkarnetu
    typkarnetu nazwakarnetu membresia abono tipodemembresia tipodeabono tarifa plandemembresia
    abonnement formule typedabonnement forfait`,
  startsOn: `start startdate starts startson begin beginning from validfrom membershipstart joined
    joindate joinedon datejoined membersince contractstart beginn startdatum vertragsbeginn gultigab
    gueltigab gultigvon eintritt eintrittsdatum ab von mitgliedseit poczatek start datarozpoczecia od
    wazneod waznyod dataod datapoczatku inicio fechadeinicio fechainicio desde alta fechadealta
    fechaalta debut datededebut datedebut du depuis datedinscription dateinscription`,
  endsOn: `end enddate ends endson expiry expirydate expires expireson expiration expirationdate
    validuntil validto validtill until to membershipend contractend ende enddatum vertragsende gultigbis
    gueltigbis ablauf ablaufdatum lauftbis bis austritt austrittsdatum koniec datazakonczenia do
    waznedo waznydo datado datakonca terminwaznosci wygasa fin fechadefin fechafin hasta vencimiento
    fechadevencimiento caducidad fechadecaducidad fechabaja datedefin datefin echeance dateecheance
    datedexpiration au jusquau`,
  due: `due amountdue balancedue outstanding outstandingamount debt owed owes arrears offen
    offenerbetrag offenerposten offeneposten schulden ruckstand fallig zaleglosc zaleglosci zadluzenie
    naleznosc dozaplaty deuda saldopendiente pendiente importependiente montantdu impaye impayes
    resteapayer`,
  note: `note notes comment comments remark remarks notiz notizen bemerkung bemerkungen anmerkung
    kommentar notatka notatki uwagi komentarz nota notas observaciones comentario comentarios
    remarque remarques commentaire commentaires`,
  state: `state status memberstatus membershipstatus mitgliedsstatus mitgliederstatus vertragsstatus zustand
    stan statusczlonka statuskarnetu estado statut etat frozen onhold paused suspended ruhend pausiert
    stillgelegt zawieszony zawieszona barred banned blocked gesperrt hausverbot zablokowany`,
};

/** Headings that mean a part of the name where the other part has a column, else all of it. */
const NAME_ALONE: Readonly<Record<string, { readonly beside: Field; readonly means: Field }>> = {
  name: { beside: "firstName", means: "lastName" },
  nom: { beside: "firstName", means: "lastName" },
  nombre: { beside: "lastName", means: "firstName" },
};

const FIELD_OF = new Map(
  FIELDS.flatMap((field) =>
    HEADINGS[field].split(/\s+/).map((heading): [string, Field] => [heading, field]),
  ),
);

export interface Column {
  readonly heading: string;
  readonly field: Field | null;
}

/** The first column of a kind counts; a second one of the same kind is left aside. */
export function readColumns(headings: readonly string[]): readonly Column[] {
  const keys = headings.map((heading) => foldText(heading).replaceAll(/[^\p{L}\p{N}]/gu, ""));
  const plain = new Set(keys.map((key) => FIELD_OF.get(key)));
  const taken = new Set<Field>();
  return keys.map((key, index) => {
    const field = FIELD_OF.get(key) ?? nameAlone(key, plain);
    const heading = headings[index] ?? "";
    if (field === null || taken.has(field)) return { heading, field: null };
    taken.add(field);
    return { heading, field };
  });
}

function nameAlone(key: string, plain: ReadonlySet<Field | undefined>): Field | null {
  const rule = NAME_ALONE[key];
  if (rule === undefined) return null;
  return plain.has(rule.beside) ? rule.means : "fullName";
}
