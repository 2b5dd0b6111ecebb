import {walk} from './walk.ts';
const seeds = process.argv.slice(2).map(Number);
for (const seed of seeds) {
 const life = await walk(seed);
 console.log(seed, life.problems);
 if (process.env.DIARY) { for (const l of life.world.diary) console.log(l); for (const h of life.history) console.log(h.at, h.job.id, h.job.state, h.job.reason?.code, 'm', h.job.member, 'lastWhole', h.lastWhole, JSON.stringify(h.job.intent), JSON.stringify(h.job.evidence)); for (const s of life.world.sent) console.log('SENT', s.at, s.verb, s.hash[0], s.to, s.occupied, s.state); }
}
