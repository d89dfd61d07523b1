/** Words of English that carry no name by themselves and are never taken for misspelt technical words. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those there here it its it's they them their theirs he she his her we us our ours i me my mine you your yours
  is are was were be been being am do does did done doing have has had having can could will would shall should may might must
  and or but so if then else than as at by for from in into of off on onto out over to up down with within without about across after again
  against all along also always among any anybody anyone anything anywhere around because before behind below beneath beside besides between both
  each either enough even ever every everybody everyone everything everywhere few first how however just last least less let lot lots many
  maybe more most much neither never next no nobody none nor not nothing now nowhere often once one only other others otherwise own per perhaps
  please quite rather really right same since some somebody someone something sometimes somewhere soon still such sure than thanks that
  through till together too toward under until unless upon very via well what whatever when whenever where wherever whether which
  whichever while who whoever whom whose why yes yet 's 't ok okay hey hi hello im ive id ill dont doesnt didnt isnt arent wasnt cant couldnt
  wont wouldnt shouldnt hasnt havent hadnt lets thats whats hows wheres whos got get gets getting give given gave want wants wanted need needs
  needed like likes tell told say says said see seen saw look looks looking looked show shows showing shown know known think thing things
  stuff way kind kinds sort sorts bit something's nothing's going go goes gone went come comes came make makes made take takes taken took
  try tries trying tried use used uses using put keep keeps kept`
    .split(/\s+/)
    .filter(Boolean),
);

/** Ordinary words that may well be names, but only where a name is expected. */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  `complain complains complaining handover handoff standup ages mess chaos kaputt kaput migration takeover postmortem retro descending ascending descend ascend hourly daily nightly weekly monthly yearly annually crowded packed serves served dash dashes hyphen hyphens able above access account accounts action active actual actually add address admin advance ago agent air alive almost alone alright although
  amount animal annoying another answer answers apart app apparently appear application apply area argument ask asked asking attention auto
  available average away back background backup bad base based basic basically batch become bed begin behaving being best better big bigger
  biggest bind black blame block blocked blue board body book boss bottom box boy brand break breaks bring broke broken brother brown bug bugs build
  building built bunch burn bus business busy button buy call called calls car card care case cases catch cause caused causes causing cent
  center central certain chance change changed changes channel chat check checked checking child chill choice choose class clean clear
  click client clients clock close closed code coffee cold collect color come command commands common company compare complete
  completely computer concern concerned connect connected connection consider contain contains content context control cook cool copy core correct
  cost could count couple course cover crazy create created creating critical cross current currently custom customer customers cut daily damn
  dark data date day days dead deal dear debug decide deep default define definitely delay delete depend describe detail details detect
  developer development die died dies different difficult direct directly dog door double doubt draw drive drop dropped due during dying ear
  early easily east easy eat edge effect eight else empty end ended ends engine enter entire environment equal error errors
  especially event events exact exactly example except exist exists expect expected expensive experience experiencing explain express external extra eye
  face fact fail failed failing fails fail failure failures fair fall false family far fast feature feel feels feet fetch field fight figure file
  files fill final finally find fine finish finished fire fit five fix fixed flow fly follow following food foot force form forward found four free
  frequent fresh friend front full fully fun function funny future game general generally gentle girl glad goal gold good grab grand great green ground
  group groups grow guess guide guy guys half hand handle hang hanging happen happened happening happens happy hard hate head health healthy
  hear heart heat heavy held help helpful high higher highest history hit hold home hope horse host hot hour hours house huge human hundred hurry
  idea identify ignore image images imagine immediately important impossible improve include included incoming incorrect increase indeed info
  information input inside instance instances instead instruction instructions intended interested interesting internal interval investigate involved issue issues item items
  job jobs join joined keen key keys kick kid kill killed king know label labels lack land language large larger largest late lately later
  latest laugh law lead leak leaking learn leave led left legal length letter level life light limit limits line lines link list listed
  listen little live lived lives living load loaded loading local locate located lock log logs long longer look loop loops lose losing loss lost
  loud love low lower lowest luck lunch mad main maintain major man manage manager manual map mark market match matter max maximum mean means
  measure meet meeting member memory mention message messages meta metric metrics middle mind mine minimum minor minute minutes miss missing
  mistake mode model moment money monitor monitoring month months mood morning move moved moving much music name named names
  nature near nearly necessary negative nested network never new news nice night nine node noise none normal normally note notes notice noticed
  number numbers object objects odd off office offline old older oldest online open opens operate operation operations opinion option options
  order orders organize original others outage output outside overall overview page pages pain paint pair paper parent park part particular particularly
  parts party pass passed past path patience pattern pause pay people percent perfect perform performance period permission person
  phone pick picture piece place places plan plane platform play plenty point points policy poor pop port position possible possibly
  post power present press pretty previous previously price print private probable probably problem problems process processes product production
  program progress project proper properly provide public pull pure purpose push put quality quarter question questions queue quick quickly quiet
  quite race radio rain raise ran random range rate rates reach read ready real reason reasons reboot recent recently record red reduce refuse
  regard regular related relation release remain remember remote remove repeat replace report reports request requested requests require resolve resource resources
  respond response rest restart restarted restarting restarts result results return review rich ride ring rise risk river road rock role room root
  round rule rules run running runs rush sad safe sample save scale schedule school score screen search season seat second seconds secret section
  security seem seems select sell send sense sent separate serious seriously serve server servers service services serving session set sets setting settings
  settle seven several severe shape share sharp ship short shot shout show shut sick side sign signal silent similar simple simply single
  sister sit site situation six size skip sleep slept slow slowly small smart smell smooth snow social software solution solve song sorry
  sound source south space spare speak special specific speed spend spike spot spread spring stable staff stage stand standard start started starting
  starts startup state states static station status stay step steps stick stop stopped stops storage store story straight strange stream street
  strong struggle stuck study stupid style subject success suddenly suffer suggest summary summer supply support supposed sure surely surprise survive
  suspect suspicious sweet switch system systems table tag taken talk talking target task tasks teach team teams tell ten term terms terrible test
  tested testing tests text thank thick thin third though thought thousand three threw throw tight time timeout times tired title today together tomorrow
  tonight tool tools top total totally touch tough toward town track traffic train travel treat tree tried trouble true trust truth turn twice two type
  types typical unable unclear understand unexpected unfortunately unhappy unit united unknown unstable unusual up update updated upgrade upset upstream urgent usage user users
  usual usually vacation valid value values variable various verify version versions video view visible visit voice wait waiting
  wake walk wall wander war warm warn warning watch water weak wear weather web website week weekend weeks weight weird west wet wheel white
  whole wide wife wild win wind window winter wish woman wonder wood word words work worked worker workers working works world worried worry worse
  worst worth wow write wrong yard year years yellow yesterday young zero posts post paths modes codes notes loads ports posts pets pads lots legs dogs bags bogs
  evens ever clusters stages pipeline pipelines deploy deployed deploys boot boots thread threads debt customer api endpoint hurts burns servers hosts
  control-plane controlplane master masters headless maintenance denied refused permission permissions outgoing incoming internet christmas bare naked standalone unmanaged release releases january february march april june july august september october november december unique distinct various several alert alerts incident incidents outage outages equivalent latency cite sizes thread toolset toolsets function functions tool login logins anomaly anomalies weirdness hiccup hiccups glitch blip noisy flaky zombie bursty chatty leaky idle slowness colleague coworker weekend deployed rollouts rolled restarts memory ram sudo bash shell terminal laptop desk oncall pager someone somebody folks specified given certain particular several replied summarize summarise render attempts pager`
    .split(/\s+/)
    .filter(Boolean),
);
