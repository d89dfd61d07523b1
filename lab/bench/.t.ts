import { startWorldProcess, timeKubectl } from './processes.ts';
import { measureInside } from './inside.ts';
const t=performance.now(); const w=await startWorldProcess(10000); console.log('world', performance.now()-t, w.pods,w.nodes);
try { console.log('kubectl', await timeKubectl(w.kubeconfig)); console.log(await measureInside(w.kubeconfig)); } finally { await w.stop(); }
