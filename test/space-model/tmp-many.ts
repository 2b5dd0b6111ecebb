import {walk} from './walk.ts';
const [from = 0, to = 0] = process.argv.slice(2).map(Number);
let kills = 0; let moves = 0; let bad = 0;
for (let seed = from; seed < to; seed += 1) {
 const life = await walk(seed);
 kills += life.kills; moves += life.moves;
 if (life.problems.length > 0) { bad += 1; console.log(seed, life.problems); }
}
console.log({from, to, kills, moves, bad});
