import { startWorld } from '#lab/world';
for (const pods of [500,1000,2000]) { const t=performance.now(); const w=await startWorld({seed:7,pods,nodes:Math.ceil(pods/20),clock:'manual'}); console.log(pods, Math.round(performance.now()-t)); await w.close(); }
