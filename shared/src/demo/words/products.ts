import type { Product } from '../../domain/catalogue/catalogue.ts';
import type { LocalName } from '../../domain/names.ts';

type Flag = 'RX' | 'CONTROLLED' | 'COLD' | 'ANTIMICROBIAL' | 'NOLOT' | 'SERIAL';

/** One product of the demo's cupboards (10.6 of the domain). `minimum` and `price` are per base unit. */
export interface ProductPlan {
  readonly code: string;
  readonly name: LocalName;
  readonly sort: Product['sort'];
  readonly unit: Product['unit'];
  readonly minimum: number;
  readonly price: number;
  readonly flags: readonly Flag[];
}

export const products: readonly ProductPlan[] = [
  row('V-RAB', 'Вакцина против бешенства', 'Rabies vaccine, inactivated', 'VACCINE', 'DOSE', 20, 520, ['RX', 'COLD']),
  row(
    'V-DHPPI',
    'Вакцина DHPPi (чума, гепатит, парво, парагрипп)',
    'DHPPi vaccine (live)',
    'VACCINE',
    'DOSE',
    15,
    980,
    ['RX', 'COLD'],
  ),
  row('V-L4', 'Вакцина против лептоспироза', 'Leptospira vaccine (4 serogroups)', 'VACCINE', 'DOSE', 15, 640, [
    'RX',
    'COLD',
  ]),
  row(
    'V-KC',
    'Вакцина «питомниковый кашель», интраназ.',
    'Kennel cough vaccine, intranasal',
    'VACCINE',
    'DOSE',
    5,
    1150,
    ['RX', 'COLD'],
  ),
  row('V-RCP', 'Вакцина RCP для кошек', 'Feline RCP vaccine (live)', 'VACCINE', 'DOSE', 15, 930, ['RX', 'COLD']),
  row('V-FELV', 'Вакцина против лейкемии кошек', 'Feline leukaemia vaccine', 'VACCINE', 'DOSE', 5, 1240, [
    'RX',
    'COLD',
  ]),
  row('V-MYX', 'Вакцина против миксоматоза и ВГБК', 'Myxomatosis + RHD vaccine', 'VACCINE', 'DOSE', 4, 890, [
    'RX',
    'COLD',
  ]),
  row('V-LYME', 'Вакцина против боррелиоза', 'Borrelia (Lyme) vaccine', 'VACCINE', 'DOSE', 4, 1320, ['RX', 'COLD']),
  row('A-PRZ', 'Празиквантел + пирантел, табл.', 'Praziquantel+pyrantel tab', 'MEDICINE', 'TABLET', 60, 95, []),
  row('A-MILB', 'Мильбемицин + празиквантел, табл.', 'Milbemycin+praziquantel tab', 'MEDICINE', 'TABLET', 40, 260, []),
  row('A-FLUR', 'Флураланер, жев. табл. 10–20 кг', 'Fluralaner chew 10-20 kg', 'MEDICINE', 'TABLET', 10, 1890, []),
  row('A-AFOX', 'Афоксоланер, жев. табл. 4–10 кг', 'Afoxolaner chew 4-10 kg', 'MEDICINE', 'TABLET', 15, 990, []),
  row('A-SEL', 'Селамектин, капли для кошек', 'Selamectin spot-on cat', 'MEDICINE', 'PIPETTE', 15, 820, []),
  row('A-FIP', 'Фипронил, капли для собак', 'Fipronil spot-on dog', 'MEDICINE', 'PIPETTE', 20, 430, []),
  row('A-FENB', 'Фенбендазол, суспензия 10 %', 'Fenbendazole susp. 10 %', 'MEDICINE', 'ML', 100, 9, []),
  row(
    'A-IMID',
    'Имидаклоприд + моксидектин, капли',
    'Imidacloprid+moxidectin spot-on',
    'MEDICINE',
    'PIPETTE',
    15,
    870,
    [],
  ),
  row(
    'AB-AMC',
    'Амоксициллин/клавуланат 250 мг, табл.',
    'Amoxicillin/clavulanate 250 mg tab',
    'MEDICINE',
    'TABLET',
    100,
    62,
    ['RX', 'ANTIMICROBIAL'],
  ),
  row('AB-ENR', 'Энрофлоксацин 50 мг, табл.', 'Enrofloxacin 50 mg tab', 'MEDICINE', 'TABLET', 60, 48, [
    'RX',
    'ANTIMICROBIAL',
  ]),
  row('AB-DOX', 'Доксициклин 100 мг, табл.', 'Doxycycline 100 mg tab', 'MEDICINE', 'TABLET', 80, 34, [
    'RX',
    'ANTIMICROBIAL',
  ]),
  row('AB-MET', 'Метронидазол 250 мг, табл.', 'Metronidazole 250 mg tab', 'MEDICINE', 'TABLET', 80, 18, [
    'RX',
    'ANTIMICROBIAL',
  ]),
  row('AB-CEFZ', 'Цефазолин 1 г, порошок для инъекций', 'Cefazolin 1 g inj. powder', 'MEDICINE', 'VIAL', 20, 110, [
    'RX',
    'ANTIMICROBIAL',
  ]),
  row('AB-CHL', 'Хлорамфеникол, глазные капли', 'Chloramphenicol eye drops', 'MEDICINE', 'BOTTLE', 8, 140, [
    'RX',
    'ANTIMICROBIAL',
  ]),
  row('AB-OTO', 'Ушные капли комбинированные', 'Otic combination drops', 'MEDICINE', 'BOTTLE', 8, 690, [
    'RX',
    'ANTIMICROBIAL',
  ]),
  row('N-MELS', 'Мелоксикам, суспензия 1,5 мг/мл', 'Meloxicam oral susp. 1.5 mg/ml', 'MEDICINE', 'ML', 200, 28, ['RX']),
  row('N-MELI', 'Мелоксикам, р-р для инъекций 5 мг/мл', 'Meloxicam inj. 5 mg/ml', 'MEDICINE', 'ML', 60, 65, ['RX']),
  row('N-CARP', 'Карпрофен 50 мг, табл.', 'Carprofen 50 mg tab', 'MEDICINE', 'TABLET', 60, 58, ['RX']),
  row('N-ROB', 'Робенакоксиб 6 мг, табл. (кошки)', 'Robenacoxib 6 mg tab (cat)', 'MEDICINE', 'TABLET', 30, 96, ['RX']),
  row('N-GABA', 'Габапентин 100 мг, капс.', 'Gabapentin 100 mg caps', 'MEDICINE', 'CAPSULE', 60, 22, ['RX']),
  row('N-PRED', 'Преднизолон 5 мг, табл.', 'Prednisolone 5 mg tab', 'MEDICINE', 'TABLET', 100, 7, ['RX']),
  row('C-KET', 'Кетамин 50 мг/мл', 'Ketamine 50 mg/ml', 'MEDICINE', 'ML', 30, 120, ['RX', 'CONTROLLED']),
  row('C-BUT', 'Буторфанол 10 мг/мл', 'Butorphanol 10 mg/ml', 'MEDICINE', 'ML', 20, 310, ['RX', 'CONTROLLED']),
  row('C-DIAZ', 'Диазепам 5 мг/мл', 'Diazepam 5 mg/ml', 'MEDICINE', 'ML', 20, 85, ['RX', 'CONTROLLED']),
  row('C-PENT', 'Пентобарбитал 200 мг/мл', 'Pentobarbital 200 mg/ml', 'MEDICINE', 'ML', 100, 14, ['RX', 'CONTROLLED']),
  row('AN-PROP', 'Пропофол 10 мг/мл', 'Propofol 10 mg/ml', 'MEDICINE', 'ML', 100, 24, ['RX']),
  row('F-LRS', 'Раствор Рингера-лактата 500 мл', 'Ringer lactate 500 ml', 'MEDICINE', 'BAG', 20, 180, ['RX']),
  row('F-NACL', 'Натрия хлорид 0,9 % 500 мл', 'Sodium chloride 0.9 % 500 ml', 'MEDICINE', 'BAG', 20, 120, []),
  row('F-GLU', 'Глюкоза 5 % 200 мл', 'Glucose 5 % 200 ml', 'MEDICINE', 'BAG', 10, 95, []),
  row('F-ADR', 'Адреналин 1 мг/мл, амп.', 'Adrenaline 1 mg/ml amp.', 'MEDICINE', 'AMPOULE', 10, 75, ['RX']),
  row('F-ATR', 'Атропин 1 мг/мл, амп.', 'Atropine 1 mg/ml amp.', 'MEDICINE', 'AMPOULE', 10, 60, ['RX']),
  row('M-MAR', 'Маропитант, р-р 10 мг/мл', 'Maropitant inj. 10 mg/ml', 'MEDICINE', 'ML', 40, 240, ['RX']),
  row('M-ONDA', 'Ондансетрон 4 мг, табл.', 'Ondansetron 4 mg tab', 'MEDICINE', 'TABLET', 30, 55, ['RX']),
  row('M-OMEP', 'Омепразол 20 мг, капс.', 'Omeprazole 20 mg caps', 'MEDICINE', 'CAPSULE', 60, 12, []),
  row('M-LAC', 'Лактулоза, сироп', 'Lactulose syrup', 'MEDICINE', 'ML', 200, 3, []),
  row('M-PIMO', 'Пимобендан 5 мг, табл.', 'Pimobendan 5 mg tab', 'MEDICINE', 'TABLET', 50, 74, ['RX']),
  row('M-FURO', 'Фуросемид 40 мг, табл.', 'Furosemide 40 mg tab', 'MEDICINE', 'TABLET', 50, 9, ['RX']),
  row('K-SYR5', 'Шприц 5 мл', 'Syringe 5 ml', 'SUPPLY', 'PIECE', 300, 8, ['NOLOT']),
  row('K-CATH', 'Катетер в/в 22G', 'IV catheter 22G', 'SUPPLY', 'PIECE', 50, 65, []),
  row('K-ECOL', 'Воротник защитный M', 'Elizabethan collar M', 'SUPPLY', 'PIECE', 10, 390, ['NOLOT']),
  row('K-BAND', 'Бинт эластичный 7,5 см', 'Elastic bandage 7.5 cm', 'SUPPLY', 'PIECE', 40, 85, ['NOLOT']),
  row('K-CHIP', 'Микрочип ISO 11784/85', 'Microchip ISO 11784/85', 'SUPPLY', 'PIECE', 20, 450, []),
  row('K-PASS', 'Бланк ветпаспорта', 'Pet passport blank', 'SUPPLY', 'PIECE', 30, 120, ['SERIAL']),
  row('D-REN', 'Диета Renal для кошек 1,5 кг', 'Renal diet cat 1.5 kg', 'FOOD', 'BAG', 6, 2450, []),
  row('D-URI', 'Диета Urinary для кошек 1,5 кг', 'Urinary diet cat 1.5 kg', 'FOOD', 'BAG', 8, 2390, []),
  row('D-GI', 'Диета GI для собак 2 кг', 'Gastrointestinal diet dog 2 kg', 'FOOD', 'BAG', 6, 2690, []),
  row('D-HYP', 'Гипоаллергенная диета для собак 2 кг', 'Hypoallergenic diet dog 2 kg', 'FOOD', 'BAG', 4, 3100, []),
  row('D-RECO', 'Диета Recovery, банка 195 г', 'Recovery diet can 195 g', 'FOOD', 'CAN', 24, 310, []),
  row('R-SHAM', 'Шампунь с хлоргексидином 250 мл', 'Chlorhexidine shampoo 250 ml', 'RETAIL', 'BOTTLE', 6, 620, []),
  row('R-BRUSH', 'Набор для чистки зубов', 'Toothbrush kit', 'RETAIL', 'KIT', 5, 540, ['NOLOT']),
  row('R-CARR', 'Переноска M', 'Cat carrier M', 'RETAIL', 'PIECE', 2, 3400, ['NOLOT']),
  row('R-TREAT', 'Лакомство 100 г', 'Training treats 100 g', 'RETAIL', 'PACK', 20, 190, []),
];

/** The smallest part that is handed out: a quarter of the tablets that cats get, a tenth of a millilitre. */
export function stepOf({ code, unit }: ProductPlan): number {
  if (unit === 'ML') return 0.1;
  if (unit !== 'TABLET') return 1;
  return code === 'AB-AMC' || code === 'N-MELS' ? 0.25 : 0.5;
}

/** Kept at the second place, too; surgery and anaesthesia are at the first one only. */
export function isEverywhere({ code, flags }: ProductPlan): boolean {
  return !flags.includes('CONTROLLED') && !onlyAtFirst.has(code);
}

const onlyAtFirst = new Set([
  'AN-PROP',
  'AB-CEFZ',
  'N-MELI',
  'F-LRS',
  'F-NACL',
  'F-GLU',
  'F-ADR',
  'F-ATR',
  'M-MAR',
  'K-ECOL',
  'R-BRUSH',
  'R-CARR',
]);

/** Categories of the product tree, and what is in them by the first letters of the code. */
export const categories: readonly {
  readonly code: string;
  readonly name: LocalName;
  readonly prefixes: readonly string[];
}[] = [
  { code: 'VACCINES', name: { ru: 'Вакцины', en: 'Vaccines' }, prefixes: ['V'] },
  { code: 'PARASITES', name: { ru: 'От паразитов', en: 'Parasite control' }, prefixes: ['A'] },
  { code: 'MEDICINES', name: { ru: 'Препараты', en: 'Medicines' }, prefixes: ['AB', 'N', 'C', 'AN', 'F', 'M'] },
  { code: 'SUPPLIES', name: { ru: 'Расходные материалы', en: 'Supplies' }, prefixes: ['K'] },
  { code: 'DIETS', name: { ru: 'Лечебные диеты', en: 'Diets' }, prefixes: ['D'] },
  { code: 'SHOP', name: { ru: 'Товары для животных', en: 'Pet shop' }, prefixes: ['R'] },
];

/** The four invented suppliers, and whose goods are theirs by the first letters of the code. */
export const suppliers: readonly {
  readonly code: string;
  readonly name: LocalName;
  readonly prefixes: readonly string[];
}[] = [
  { code: 'BIOVET', name: { ru: 'ООО «БиоВет Плюс»', en: 'BioVet Plus' }, prefixes: ['V'] },
  { code: 'FARMAVET', name: { ru: 'ООО «ФармаВет»', en: 'FarmaVet' }, prefixes: ['AB', 'N', 'C', 'AN', 'F', 'M'] },
  { code: 'PARAZIT-NET', name: { ru: 'ИП «Паразит.нет»', en: 'No Parasites' }, prefixes: ['A'] },
  { code: 'MEDSNAB', name: { ru: 'ООО «МедСнаб Север»', en: 'MedSnab North' }, prefixes: ['K', 'D', 'R'] },
];

export function prefixOf(code: string): string {
  return code.slice(0, code.indexOf('-'));
}

function row(
  code: string,
  ru: string,
  en: string,
  sort: Product['sort'],
  unit: Product['unit'],
  minimum: number,
  price: number,
  flags: readonly Flag[],
): ProductPlan {
  return { code, name: { ru, en }, sort, unit, minimum, price, flags };
}
