import { ofSkill } from '../question.ts';

const NO_FACTS = [/\d+ (pods|nodes|deployments|problems|issues)/, /crashloop|oomkilled/];

export const greet = ofSkill('greet', [
  {
    id: 'greet-hello',
    phrasings: ['hello', 'hi jamie', 'hey mate', 'good morning', 'yo', 'Hiya Jamie!'],
    expect: () => ({ outcome: 'talked', forbid: NO_FACTS }),
  },
  {
    id: 'greet-thanks',
    phrasings: ['thanks', 'cheers mate', 'ta, that helped', 'thank you so much', 'thx!'],
    expect: () => ({ outcome: 'talked', forbid: NO_FACTS }),
  },
  {
    id: 'greet-bye',
    phrasings: ['bye', 'see you later', 'good night jamie', "that's all for today, bye"],
    expect: () => ({ outcome: 'talked', forbid: NO_FACTS }),
  },
  {
    id: 'greet-who',
    phrasings: ['who are you?', 'what is your name', 'are you a bot?', 'who am I talking to'],
    expect: () => ({ outcome: 'talked', facts: ['jamie'], forbid: NO_FACTS }),
  },
  {
    id: 'greet-how',
    phrasings: ['how are you?', "how's it going jamie", 'you alright?', 'how are you doing today'],
    expect: () => ({ outcome: 'talked', forbid: NO_FACTS }),
  },
  {
    id: 'greet-praise',
    phrasings: ['good job', 'you are brilliant', 'nice one jamie', 'well done'],
    expect: () => ({ outcome: 'talked', forbid: NO_FACTS }),
  },
  {
    id: 'greet-then-question',
    phrasings: [
      'hi jamie, how many nodes does prod have?',
      'morning! how many nodes are there in prod?',
      'hey, quick one: number of nodes in prod please, thanks',
    ],
    expect: (truth) => ({ opening: [truth.number(truth.prod.nodes().length)] }),
  },
]);

export const help = ofSkill('help', [
  {
    id: 'help-what',
    phrasings: [
      'what can you do?',
      'help',
      'what can i ask you',
      'how do I use you',
      'show me some examples of questions',
    ],
    expect: () => ({
      outcome: ['talked', 'answered'],
      facts: [/logs/, /pods?|deployments?|workloads?|cluster/],
    }),
  },
  {
    id: 'help-clusters',
    phrasings: [
      'which clusters can you see?',
      'what clusters are you connected to',
      'list the clusters',
      'which k8s contexts do you have?',
    ],
    expect: (truth) => ({
      outcome: ['talked', 'answered'],
      facts: [truth.prod.name, truth.staging.name],
      forbid: [/unreachable|out of reach/],
    }),
  },
  {
    id: 'help-connected',
    phrasings: [
      'are you connected to prod?',
      'do you have access to the prod cluster',
      'can you see production?',
    ],
    expect: (truth) => ({
      outcome: ['talked', 'answered'],
      facts: [truth.prod.name],
      forbid: [/(not connected|unreachable|out of reach)/],
    }),
  },
  {
    id: 'help-fresh',
    phrasings: [
      'how old is your data?',
      'how fresh is what you see',
      'when did you last hear from the cluster?',
      'is your data up to date?',
    ],
    expect: () => ({
      outcome: ['talked', 'answered'],
      facts: [/second|now|live|watch|moment|ms\b|fresh|up to date/],
    }),
  },
  {
    id: 'help-change',
    phrasings: [
      'can you restart things for me?',
      'are you able to make changes in the cluster?',
      'can you fix stuff or do you only look?',
    ],
    expect: () => ({
      outcome: ['talked', 'answered', 'declined'],
      facts: [[/not|only|read|look|yet|never|can't|won't/]],
      forbid: [/\b(i have|i've|done:?) (restarted|scaled|deleted|fixed)/],
    }),
  },
  {
    id: 'help-version',
    phrasings: [
      'what version of kubernetes is prod running?',
      'k8s version on prod?',
      'kubernetes server version in production',
    ],
    expect: (truth) => ({
      outcome: ['talked', 'answered'],
      facts: [[truth.prod.version(), truth.prod.version().replace(/^v/, '')]],
    }),
  },
]);
