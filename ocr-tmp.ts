import sharp from 'sharp';
import { scanOf, type Condition } from './server/testing/card-scans/scan-of.ts';
import { createDocumentReader } from './server/documents/reading/document-reader.ts';
const reader = createDocumentReader({ log: console });
const from=Number(process.argv[2]), count=Number(process.argv[3]); const conds=(process.argv[4]??'jernih,agak_rusak').split(',') as Condition[]; const kinds=(process.argv[5]??'ktp,npwp,sertifikat_keahlian').split(',') as any[];
const st: Record<string,[number,number]>={}; const times:number[]=[];
for (let n = from; n < from+count; n++) for (const c of conds) for (const k of kinds) {
  const s = await scanOf(n, k, c);
  const page = await sharp(s.jpeg).resize({width:1600,height:1600,fit:'inside',withoutEnlargement:true}).jpeg({quality:80}).toBuffer();
  const t=performance.now();
  const r = await reader.read(page, k); times.push(performance.now()-t);
  for (const [f,v] of Object.entries(s.truth)) { const key=`${c} ${k} ${f}`; st[key]??=[0,0]; st[key][1]++; const p=r.proposals.find(p=>p.field===f); const ok = f==='nama'? p?.value.toUpperCase()===v.toUpperCase() : p?.value===v; if(ok) st[key][0]++; else console.log(n,c,k,s.setting,s.template,f,v,'->',p?.value,p?.confidence,'turn',r.turn,'conf',r.confidence); }
}
times.sort((a,b)=>a-b);
console.log(st, 'p50',times[times.length>>1],'p95',times[Math.floor(times.length*.95)],'peak',reader.peakMebibytes());
await reader.close();
