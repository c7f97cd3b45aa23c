// Builds ../echarts.print.min.js: print.js and what it takes of ECharts, less
// the functions that none of the charts in ../../testdata/variety.json calls.
// Such a function, if it is called after all, says that it is absent.
import { readFileSync, writeFileSync } from 'node:fs';
import inspector from 'node:inspector';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { build, transform } from 'esbuild';

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

const bundle = await build({
  entryPoints: ['print.js'], bundle: true, format: 'iife', globalName: 'echarts', target: 'es5', write: false,
  define: { 'process.env.NODE_ENV': '"production"' }, minifySyntax: true, legalComments: 'none',
});
const whole = bundle.outputFiles[0].text;

// uncalled returns the places of functions that are not called while ECharts is
// loaded and the charts are drawn, outermost functions only.
async function uncalled() {
  const session = new inspector.Session();
  session.connect();
  const post = promisify(session.post.bind(session));
  await post('Profiler.enable');
  await post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  const engine = vm.createContext({ measureText: (text, font) => text.length * parseFloat(/([0-9.]+)px/.exec(font)[1]) / 2 });
  const run = (source, name) => vm.runInContext(source, engine, { filename: name });
  run(whole, 'echarts.js');
  run(read('../runtime.js'), 'runtime.js');
  run(read('../draw.js'), 'draw.js');
  for (const d of JSON.parse(read('../../testdata/variety.json'))) {
    engine.tongketDraw(JSON.stringify(d.option), d.width, d.height);
  }
  const { result } = await post('Profiler.takePreciseCoverage');
  const places = result.find((script) => script.url === 'echarts.js').functions
    .filter((f) => f.ranges[0].count === 0).map((f) => [f.ranges[0].startOffset, f.ranges[0].endOffset]);
  return places.filter(([start, end]) => !places.some(([s, e]) => s <= start && end <= e && e - s > end - start));
}

// without returns the bundle without the functions at places. One that is only
// a method is the common function absent; another keeps its name, for what is
// done to it, and calls that.
function without(places) {
  let text = whole;
  for (const [start, end] of places.sort((a, b) => b[0] - a[0])) {
    const before = text.slice(0, start), code = text.slice(start, end);
    const method = /\.prototype\.\w+ = $/.test(before) || /^\s*\w+: $/.test(before.slice(before.lastIndexOf('\n') + 1));
    const short = method ? 'echartsAbsent' : code.slice(0, code.indexOf(') {')) + ') { echartsAbsent(); }';
    text = before + short + text.slice(end);
  }
  return text;
}

const places = await uncalled();
const small = await transform(without(places), { minify: true, target: 'es5' });
writeFileSync(new URL('../echarts.print.min.js', import.meta.url), read('banner.txt') + small.code);
console.log(`${places.length} functions left out, ${small.code.length} bytes`);
