// Names as a mixed city has them: given and family names common in their language, put together at
// random. Nobody in particular is meant.

export type Look = "feminine" | "masculine";

export interface NameSource {
  readonly weight: number;
  readonly feminine: readonly string[];
  readonly masculine: readonly string[];
  readonly family: readonly string[];
  /** How a full name is written; a family name may change with the look, as in Polish. */
  readonly order?: "family-first" | "family-first-joined";
  readonly feminineFamily?: (family: string) => string;
}

const words = (text: string): readonly string[] => text.split(" ");

export const NAME_SOURCES: readonly NameSource[] = [
  {
    weight: 22,
    feminine: words(
      "Alice Beth Chloe Daisy Eleanor Freya Grace Holly Isla Jasmine Lucy Molly Phoebe Rosie Tamsin",
    ),
    masculine: words(
      "Aidan Callum Dylan Ewan Finley George Harvey Jack Kieran Lewis Miles Nathan Oscar Rory Toby",
    ),
    family: words(
      "Ashdown Barlow Carswell Dunmore Eastwick Farrow Garside Hallam Inchbald Kershaw Langton Marlow Norwood Oakden Pemble Rushton Selby Thornley Underhill Whitlock O’Hanlon McAllan Fitzalan",
    ),
  },
  {
    weight: 18,
    feminine: words(
      "Anke Birgit Carla Dörte Elke Frieda Greta Heike Ida Jördis Käthe Lena Mareike Nele Sünje",
    ),
    masculine: words(
      "Arne Bastian Claas Detlef Emil Fiete Götz Henning Ingo Jörn Kai Lasse Malte Niklas Sönke",
    ),
    family: words(
      "Ahlers Böttcher Cordes Dierks Ehlers Fröhlich Grünewald Harms Hinrichs Jürgens Köhnke Lüders Möllering Nissen Petersen Quast Röhrs Schütt Tiedemann Voß Wübbena Zöllner",
    ),
  },
  {
    weight: 9,
    feminine: words(
      "Amélie Béatrice Camille Delphine Élodie Françoise Gaëlle Hélène Inès Joëlle Léa Maëlys Noémie Océane Zoé",
    ),
    masculine: words(
      "Adrien Benoît Cédric Damien Étienne Fabien Gaël Hugo Jérôme Loïc Mathéo Noël Rémi Sébastien Théo",
    ),
    family: words(
      "Arnaudet Bellanger Chastagnier Dufrêne Estève Fauchère Gaudreau Hébrard Joubert Lefrançois Maréchal Noiret Perrault Renaudin Saunière Thévenot Vaillant",
    ),
  },
  {
    weight: 8,
    feminine: words(
      "Ana Belén Carmen Dolores Elisa Inés Lucía Marisol Nuria Pilar Rocío Sofía Verónica Ximena",
    ),
    masculine: words(
      "Álvaro Andrés Bruno César Diego Emilio Felipe Gonzalo Íñigo Joaquín Mateo Nicolás Rubén Tomás",
    ),
    family: words(
      "Aguilera Barrientos Cañizares Delgadillo Errazquin Figueroa Gutiérrez Ibarrola Llorente Muñiz Núñez Ordóñez Peñalver Quiñones Sepúlveda Villanueva Zúñiga",
    ),
  },
  {
    weight: 5,
    feminine: words("Beatriz Conceição Débora Fátima Helena Íris Leonor Mafalda Rita Teresa"),
    masculine: words("Afonso Bernardo Caetano Duarte Estêvão Gonçalo João Lourenço Simão Vasco"),
    family: words(
      "Antunes Brandão Carvalhal Damasceno Fontainha Guimarães Leitão Magalhães Nóbrega Pinhão Romão Simões Valadão",
    ),
  },
  {
    weight: 5,
    feminine: words(
      "Alessia Bianca Chiara Donata Elena Fiorella Giada Ilaria Luisa Martina Noemi Serena",
    ),
    masculine: words(
      "Aldo Bruno Carlo Dario Elio Fabrizio Giacomo Lapo Marcello Nicolò Pietro Tommaso",
    ),
    family: words(
      "Amoretti Bellucchi Caruso-Neri Dellavalle Fontanesi Gherardi Lombardini Marchetti Nardelli Orsolini Parisotto Rinaldini Santoro Valsecchi",
    ),
  },
  {
    weight: 7,
    feminine: words(
      "Agnieszka Bożena Celina Danuta Ewelina Grażyna Halina Iwona Małgorzata Oliwia Stanisława Żaneta",
    ),
    masculine: words(
      "Błażej Czesław Dawid Filip Grzegorz Jarosław Łukasz Mieszko Paweł Sławomir Tomasz Wiesław",
    ),
    family: words(
      "Bąkowski Chmielewski Dąbrowski Gałecki Jabłoński Krzemiński Łapiński Małolepszy Piętka Szczepański Wróblewski Żurawski",
    ),
    feminineFamily: (family) => family.replace(/ski$/, "ska").replace(/cki$/, "cka"),
  },
  {
    weight: 4,
    feminine: words("Barbora Eliška Jitka Kateřina Ludmila Markéta Radka Šárka Zdeňka"),
    masculine: words("Bořivoj Jiří Lukáš Matěj Ondřej Radek Štěpán Vojtěch Zdeněk"),
    family: words("Bartoš Dostál Havránek Jelínek Kučera Malík Novotný Říha Šimek Zíka"),
    feminineFamily: (family) =>
      family.endsWith("ý")
        ? family.replace(/ý$/, "á")
        : `${family.replace(/ek$/, "k").replace(/a$/, "")}ová`,
  },
  {
    weight: 5,
    feminine: words("Åsa Astrid Birgitta Elin Freja Gro Ingeborg Jorunn Kirsten Sólveig Tuva Ylva"),
    masculine: words(
      "Anders Bjørn Egil Fredrik Gunnar Håkon Jørgen Leif Øystein Rasmus Sindre Torbjörn",
    ),
    family: words(
      "Aasland Bergqvist Dahlström Ekelund Fjellheim Granlund Hjorth Kjeldsen Lindahl Nygård Østby Rønning Sjöberg Wikström",
    ),
  },
  {
    weight: 6,
    feminine: words("Aylin Büşra Çiğdem Defne Elif Gülşen Hülya İpek Nazlı Özlem Sevgi Şebnem"),
    masculine: words("Alper Barış Cem Doğan Emre Fırat Görkem İlker Mert Ozan Serkan Tolga"),
    family: words(
      "Akbulut Bayraktar Çelikkol Demirhan Erdoğmuş Gündüzalp İnanç Karagöz Özbek Sarıkaya Taşçı Yıldızhan",
    ),
  },
  {
    weight: 5,
    feminine: words("Amal Dalia Farida Hanan Imane Layla Mariam Nadia Rania Salma Yasmin Zahra"),
    masculine: words("Adel Bilal Fadi Hamza Idris Karim Majid Nabil Omar Rachid Samir Walid"),
    family: words(
      "Abboud Al-Masri Benhaddou Chaoui Daher El-Amrani Farhat Haddad Ibn-Said Khoury Mansouri Nasser Saleh Zidani",
    ),
  },
  {
    weight: 6,
    feminine: words(
      "Aditi Bhavna Deepa Gauri Ishita Kavya Lakshmi Meera Nandini Pooja Ritu Shreya",
    ),
    masculine: words(
      "Abhinav Chirag Dev Harish Jayant Karthik Manish Nikhil Pranav Rohan Suresh Vikram",
    ),
    family: words(
      "Acharya Bhattacharya Chitnis Deshpande Barua Iyengar Jagtap Kulkarni Moorthy Kurup Pillai Rao Subramaniam Trivedi",
    ),
  },
  {
    weight: 3,
    feminine: words("Abena Adaeze Efua Folake Ifeoma Makena Ngozi Thandiwe Yewande Zola"),
    masculine: words("Ayodele Chidi Emeka Jabari Kofi Kwame Lwazi Obinna Sipho Tunde"),
    family: words(
      "Abiodun Adeyemi Agyeman Boateng Chukwu Dlamini Eze Kamau Mensah Nkosi Nwachi Owusu Sithole",
    ),
  },
  {
    weight: 3,
    feminine: words("Ánh Bích Diễm Hằng Hương Linh Ngọc Phương Thảo Thúy"),
    masculine: words("Bảo Cường Dũng Đức Hiếu Khánh Minh Phúc Quân Thắng"),
    family: words("Bùi Đặng Đỗ Dương Hoàng Huỳnh Lương Ngô Nguyễn Phạm Trần Vũ"),
    order: "family-first",
  },
  {
    weight: 2,
    feminine: words("Anahera Hinemoa Kahurangi Leilani Mereana Sina Tiare"),
    masculine: words("Ariki Keoni Manaia Rāwiri Tāne Tevita Wiremu"),
    family: words("Faleolo Kahananui Māhoe Ngāpuhi-Reid Parata Taufa Tūhoro"),
  },
  {
    weight: 2,
    feminine: words("美咲 陽菜 結衣 彩香 直美 由紀 千夏 真央"),
    masculine: words("大翔 拓海 翔太 雄介 和也 悠斗"),
    family: words("佐々木 高橋 山口 石川 森本 岡田 長谷川 藤井 西村 中島"),
    order: "family-first",
  },
  {
    weight: 2,
    feminine: words("秀英 晓燕 丽华 雨桐 思琪 文静 雪梅 佳怡"),
    masculine: words("建国 志强 浩然 子轩 俊杰 明辉 宇航 文博"),
    family: words("王 李 赵 陈 周 徐 孙 高 郭 罗"),
    order: "family-first-joined",
  },
  {
    weight: 1.5,
    feminine: words("서연 하은 민서 수빈 은주 나래"),
    masculine: words("민준 도윤 성민 태양 건우 시온"),
    family: words("김 이 박 최 정 강 조 윤"),
    order: "family-first-joined",
  },
  {
    weight: 2,
    feminine: words("Ελένη Κατερίνα Δήμητρα Ιωάννα Χριστίνα Φωτεινή"),
    masculine: words("Γιώργος Μανώλης Δημήτρης Κώστας Στέλιος Πέτρος"),
    family: words("Αλεξίου Βασιλάκης Γεωργιάδης Δημητρίου Οικονόμου Παπανικολάου"),
    feminineFamily: (family) => family.replace(/ης$/, "η"),
  },
  {
    weight: 2.5,
    feminine: words("Оксана Наталія Ірина Людмила Соломія Галина Юлія"),
    masculine: words("Роман Богдан Остап Тарас Микола Ярослав Юхим"),
    family: words("Бондаренко Гнатюк Коваленко Лавриненко Мельник Пилипенко Ткаченко Шевчук"),
  },
  {
    weight: 1.5,
    feminine: words("ليلى مريم هدى نور سلمى رنا"),
    masculine: words("يوسف طارق سامي خالد عمر زياد"),
    family: words("الحداد النجار منصور الخطيب درويش الصباغ"),
  },
  {
    weight: 1,
    feminine: words("נועה תמר שירה מיכל יעל"),
    masculine: words("איתן אורי דניאל עמית נדב"),
    family: words("לוי מזרחי פרידמן אברהם שפירא"),
  },
  {
    weight: 1,
    feminine: words("प्रिया अनीता सुनीता कविता रेखा"),
    masculine: words("राहुल अमित संजय दीपक विजय"),
    family: words("शर्मा गुप्ता वर्मा सक्सेना यादव"),
  },
];

export function writeName(source: NameSource, look: Look, given: string, family: string): string {
  const own = look === "feminine" ? (source.feminineFamily?.(family) ?? family) : family;
  if (source.order === "family-first-joined") return `${own}${given}`;
  return source.order === "family-first" ? `${own} ${given}` : `${given} ${own}`;
}
