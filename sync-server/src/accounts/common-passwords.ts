/**
 * The passwords of ten characters and more that guessing programs try first and that follow none of the patterns the
 * rules refuse: words people choose everywhere, lines of songs, runs over the keyboard.
 */
const common = new Set(
  `1029384756 1234554321 0123456789 1357924680 2468013579 147258369a 159753456852 741852963a 789456123a
  1qaz2wsx3edc 1qazxsw23edc zaq12wsxcde3 zaq1xsw2cde3 qazwsxedcrfv qazwsxedc123 q1w2e3r4t5y6 w2e3r4t5y6 a1s2d3f4g5h6
  poiuytrewq lkjhgfdsaq mnbvcxzlkj plokijuhyg okmijnuhb123 rewqfdsavcxz trewq54321 qpwoeiruty alskdjfhgz zmxncbvgfd
  football123 football12 baseball123 basketball basketball1 basketball23 volleyball swimming123 snowboarding skateboard
  skateboard1 motorcycle motorcycle1 lamborghini lamborghini1 volkswagen mercedes123 chevrolet1 mustang2020 ferrari2020
  superman123 superman12 spiderman123 spiderman1 batman1234 ironman123 wonderwoman starwars123 starwars77 startrek123
  millennium falconheavy darthvader darthvader1 lordofrings harrypotter harrypotter1 gryffindor1 dumbledore hermione123
  princess123 princess12 butterfly1 butterfly12 butterfly123 sunshine123 sunshine12 rainbow1234 chocolate1 chocolate12
  chocolate123 strawberry strawberry1 strawberries watermelon blackberry raspberry1 cheesecake pineapple1 peanutbutter
  cinnamon12 buttercup1 sweetheart sweetheart1 valentine1 angelina123 christina1 christopher christopher1 alexander1
  alexander12 alexander123 alexandra1 alexandra123 sebastian1 jonathan12 jonathan123 nathaniel1 nicholas12 nicholas123
  victoria12 victoria123 elizabeth1 elizabeth12 elizabeth123 catherine1 stephanie1 stephanie12 samantha12 samantha123
  charlotte1 charlotte12 gabriella1 isabella12 isabella123 anastasia1 anastasia123 vladimir12 vladimir123 veronika12
  michael123 michelle12 michelle123 jennifer12 jennifer123 jessica123 margarita1 francesca1 alejandro1 guadalupe1
  thunderbird thunderbolt enterprise challenger discovery1 university computer123 computer12 technology engineering
  mathematics philosophy literature geography12 dictionary encyclopedia revolution1 generation1 opportunity playstation
  playstation2 playstation3 playstation4 nintendo64 minecraft1 minecraft12 minecraft123 counterstrike worldofwarcraft
  leagueoflegends callofduty1 grandtheftauto pokemon123 pokemon1234 dragonball1 dragonballz dragon1234 naruto1234
  metallica1 metallica123 ledzeppelin pinkfloyd1 nirvana123 linkinpark linkinpark1 greenday123 slipknot666 ironmaiden
  ironmaiden1 blacksabbath rollingstone beethoven1 michaeljackson justinbieber onedirection taylorswift1 britneyspears
  manchester manchester1 liverpool1 liverpool12 liverpool123 barcelona1 barcelona10 barcelona123 realmadrid realmadrid7
  chelsea123 arsenal123 juventus123 ronaldo123 cristiano7 lionelmessi spartak1922 zenit-2007 dynamo1923 petersburg1
  california california1 australia1 netherlands switzerland argentina1 washington washington1 philadelphia sanfrancisco
  losangeles newyork123 newyork2020 london2012 paris12345 moscow2018 summertime summer2020 summer2021 summer2022
  summer2023 summer2024 summer2025 summer2026 winter2020 winter2021 winter2022 winter2023 winter2024 winter2025
  winter2026 spring2025 spring2026 autumn2025 autumn2026 september1 november11 december12 december25 monday1234
  friday1234 happybirthday happynewyear merrychristmas trustno1trustno1 changeme123 changeme1234 temp123456
  test123456 test12345678 testtest123 master1234 master123456 killer1234 shadow1234 secret1234 secret12345 access1234
  server1234 root123456 user123456 guest12345 default123 manager123 manager1234 office1234 office2020 company123
  letmein123 whatever12 whatever123 fuckyou123 fuckyou1234 asshole123 iloveyou12 loveyou123 iloveyou2 loveforever
  foreveryoung babygirl12 babygirl123 lovelife123 lovelove12 sweetdreams jesuschrist jesus12345 godisgood1 hallelujah
  correcthorsebatterystaple correcthorse thequickbrownfox tobeornottobe opensesame1
  abracadabra abracadabra1 bismillah1 hakunamatata supercalifragilistic onceuponatime helloworld hello12345 hello123456
  goodmorning goodnight1 maryhadalittlelamb veterinary1 veterinary123 vetclinic1 vetclinic123 animalcare petclinic1
  ilovemydog ilovemycat ilovemydog1 mydogsname germanshepherd goldenretriever labrador12 labrador123 chihuahua1
  rottweiler1 rottweiler dobermann1 frenchbulldog yorkshireterrier jackrussell1 mainecoon1 britishcat
  любимаяклиника ветклиника1 ветклиника ветеринар1 собакаулыбака котопёс123 мойлюбимыйкот моялюбимаякошка
  солнышко123 солнышко12 любовьмоя1 любимая123 любимый123 яТебяЛюблю ятебялюблю ятебялюблю1 наташа1985 наташа1990
  александр1 александр12 александр123 анастасия1 анастасия123 екатерина1 екатерина123 владимир12 владимир123
  дмитрий123 сергей1234 андрей1234 максим1234 виктория12 виктория123 мама123456 папа123456 мамапапа123 семьяя7777
  спартак1922 зенитчемпион россия2018 россия2020 москва2018 москва1147 петербург1 ленинград1 солнечный1
  крокодил12 крокодил123 чебурашка1 чебурашка ворошилов винни-пух1 простоквашино квертиуиоп секрет1234
  123qweasdzxc 1234qwerasdf 123ewqasdcxz 12qwaszx12 1q2w3e4r5t6y7u 0okm9ijn8uhb 9876543210 0987654321 1122334455
  1212121212 2233445566 1231231234 5555566666 7777777777 6666666666 9999999999 8888888888 1111122222 1234512345
  1234567899 1234567891 1223334444 1313131313 1010101010 2020202020 2000200020 1984198419 19841984aa`
    .split(/\s+/)
    .map(plain),
);

/** Whether a password is one of those everybody tries. */
export function isCommonPassword(password: string): boolean {
  return common.has(plain(password));
}

/** Case, spaces and the usual disguises make no password rarer. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s/g, '')
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replace(/[!.?*]+$/, '');
}
