/** What people say of how something is, good or bad, that is no state of Kubernetes: "is checkout happy". */
export const CONDITION_WORDS: ReadonlySet<string> = new Set(
  `happy unhappy good great well alright fine okay ok sound stable unstable nominal normal usual normally usually abnormal behaving behave behaves misbehaving struggling struggle struggles suffering suffer suffers
  operational online offline back recovered recovering recover recovers improving improved worse better impacted affected unaffected hit hurt hurting flaky toast kaput kaputt busted hosed borked wedged limping humming along purring
  throttled pressure starved starving alive dead dying asleep awake responsive unresponsive responding respond responds answering answer answers replying reply replies reachable unreachable accessible inaccessible available
  working work works worked functioning function functions functional running runs smoothly properly correctly nicely reliably flawlessly fluently cleanly quietly perfectly
  slow slower sluggish laggy lagging fast faster quick hot cold warm cool busy idle quiet overloaded loaded hammered swamped saturated stressed strained full
  trouble problem problems issue issues wrong bad weird odd strange off funny fishy suspicious concern concerned concerning concerns worry worried worrying worries worrisome fire smoke burning exploding melting collapsing
  clean green red yellow amber orange clear broken breaking breaks failing fails failure healthy unhealthy shape order condition health state status attention day mood doing going holding coping keeping up down hiccup hiccups
  blip glitch glitches glitchy wobbly shaky wobbling rough ropey iffy dodgy sketchy peachy dandy golden rosy solid rock-solid robust calm settled steady stuck hung hanging frozen jammed blocked clogged choking
  spiking spike climbing leaking leaky erroring errors error exception exceptions crash crashes crashing restarting serving serve serves serviceable look looks looking feel feels feeling seem seems seeming sick ill poorly unwell
  degraded degrading impaired crippled broke buggy messed screwed fubar ruined finished over check supposed intact`
    .split(/\s+/)
    .filter(Boolean),
);
