#include "sim/scenario/report_style.h"

namespace tw::sim {

// One scale of sizes, one family of type; colours as variables for light and dark.
const char* const kReportStyle = R"css(
:root { color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1a1f27; --soft: #5c6675; --line: #dfe3e9;
  --good: #187a43; --good-soft: #d9f0e2; --bad: #b3261e; --bad-soft: #fbe0dd; --accent: #2563c9;
  --grid: #e7eaef; --warn: #a86a00; --dark: #d3d8df; --red: #e0382c; --blue: #2b6fe8;
  --k0: #d9dee6; --k1: #b9d4f5; --k2: #c3e6cf; --k3: #f6dfae; --k4: #e3cdf2; --k5: #f4c9c4;
  --k6: #bfe5e6; --k7: #e2e0b4;
  --e1: #e6f4ea; --e2: #c9e8d3; --e3: #a0d6b3; --a1: #ffe3ad; --a2: #ffca68; --a3: #f3a52c;
  --a4: #cf7a00; --r1: #d8362b; --r2: #8c1411; }
@media (prefers-color-scheme: dark) { :root {
  --page: #12161c; --card: #1b212a; --ink: #e6eaf0; --soft: #9aa5b4; --line: #303945;
  --good: #5cc98b; --good-soft: #16382a; --bad: #ff8a80; --bad-soft: #45211f; --accent: #7fb0ff;
  --grid: #2a323d; --warn: #f0b95a; --dark: #343d4a; --red: #ff5a4d; --blue: #5b96ff;
  --k0: #3a4452; --k1: #23466f; --k2: #22523a; --k3: #5d4a1c; --k4: #4b3464; --k5: #642f2a;
  --k6: #1f5355; --k7: #4f4d20;
  --e1: #1c2f29; --e2: #1f4332; --e3: #275f43; --a1: #6e4d12; --a2: #936615; --a3: #bd861f;
  --a4: #e8ab3c; --r1: #d5483d; --r2: #ff8a7d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main { max-width: 1280px; margin: 0 auto; padding: 24px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 0 0 12px; }
h3 { font-size: 15px; margin: 16px 0 6px; }
p { margin: 4px 0; max-width: 85ch; }
a { color: var(--accent); }
code, .num { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size: 13px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 18px 20px; margin: 16px 0; }
.soft, i { color: var(--soft); font-style: normal; }
.verdict { border-left: 8px solid var(--good); }
.verdict.bad { border-left-color: var(--bad); }
.verdict .word { font-size: 34px; font-weight: 700; line-height: 1.2; color: var(--good); }
.verdict.bad .word { color: var(--bad); }
.facts { display: flex; flex-wrap: wrap; gap: 6px 28px; margin-top: 12px; }
.facts div { min-width: 90px; } .facts b { display: block; font-weight: 600; }
.facts span { color: var(--soft); font-size: 13px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: 13px; font-weight: 600; color: var(--soft); }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
td.num, th.num { text-align: right; white-space: nowrap; }
th.num { font-family: inherit; }
table.short { width: auto; }
.advice .tag { white-space: nowrap; }
.nights { display: flex; flex-wrap: wrap; gap: 8px 32px; } figure { margin: 8px 0; }
figcaption { font-size: 13px; font-weight: 600; color: var(--soft); }
.night { width: 492px; max-width: 100%; } .night path { fill: none; stroke-width: 2; }
.night .grid { stroke: var(--grid); stroke-width: 1; }
.night .contrast { stroke: var(--accent); } .contrast-word { color: var(--accent); }
.night .stops { stroke: var(--warn); } .stops-word { color: var(--warn); }
.night .limit { stroke: var(--bad); stroke-dasharray: 6 4; } .night .here { stroke: var(--good); }
.night text { font-size: 12px; fill: var(--soft); } .night .left { text-anchor: end; }
.night .below { text-anchor: middle; }
.log td:last-child, .promises td:last-child { width: 75%; }
.tag { display: inline-block; padding: 0 8px; border-radius: 9px; font-size: 13px; font-weight: 600;
  background: var(--good-soft); color: var(--good); }
.tag.bad { background: var(--bad-soft); color: var(--bad); }
.tag.plain { background: var(--k0); color: var(--ink); }
.margin { position: relative; width: 170px; height: 12px; margin-top: 6px; border-radius: 6px;
  background: var(--grid); }
.margin div { position: absolute; top: 0; bottom: 0; border-radius: 6px; background: var(--good); }
.margin .less { background: var(--bad); }
.margin::after { content: ""; position: absolute; left: 50%; top: -3px; bottom: -3px; width: 1px;
  background: var(--soft); }
.clips { display: grid; gap: 18px;
  grid-template-columns: repeat(auto-fill, minmax(min(460px, 100%), 1fr)); }
.clip video, .clip img.shot { width: 100%; border-radius: 6px; background: #000; display: block; }
.stills { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6px; margin-top: 6px; }
.stills.two { grid-template-columns: repeat(2, 1fr); }
.stills figure { margin: 0; } .stills figure div { position: relative; }
.stills img { width: 100%; display: block; border-radius: 4px; }
.stills figcaption { font-size: 12px; color: var(--soft); text-align: center; }
.stills svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: hidden;
  border-radius: 4px; }
.stills rect { fill: none; vector-effect: non-scaling-stroke; }
.stills .halo { stroke: #000; stroke-opacity: 0.55; stroke-width: 3.5; }
.stills .seen { stroke: #ffe14a; stroke-width: 1.5; }
.stills text { font: 600 28px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
  fill: #ffe14a; stroke: #000; stroke-opacity: 0.7; stroke-width: 6px; paint-order: stroke; }
.timeline { position: relative; min-width: 760px; }
.row { display: grid; grid-template-columns: 230px 1fr; gap: 12px; padding: 3px 0; }
.name { font-size: 13px; line-height: 18px; overflow: hidden; text-overflow: ellipsis; }
.name i { display: block; font-size: 12px; }
.plot { position: relative; }
.plot svg { width: 100%; height: 100%; display: block; overflow: visible; }
.axis .plot { height: 18px; }
.axis span { position: absolute; font-size: 12px; color: var(--soft); white-space: nowrap; }
.state { position: absolute; top: 0; height: 18px; padding: 0 4px; font-size: 12px;
  line-height: 18px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.mark { position: absolute; top: 0; transform: translateX(-50%); min-width: 18px; height: 18px;
  padding: 0 3px; border-radius: 9px; text-align: center; font-size: 11px; line-height: 18px;
  background: var(--accent); color: var(--card); cursor: default; }
.grid { stroke: var(--grid); fill: none; vector-effect: non-scaling-stroke; }
.low { stroke: var(--dark); fill: none; vector-effect: non-scaling-stroke; }
.line { stroke: var(--accent); fill: none; stroke-width: 1.5; vector-effect: non-scaling-stroke;
  stroke-linejoin: round; }
.due { fill: var(--k1); } .kept { fill: var(--good); } .gap { fill: var(--bad); }
.none { fill: var(--dark); fill-opacity: 0.5; }
.key { display: inline-block; width: 14px; height: 10px; margin: 0 4px 0 12px; border-radius: 2px; }
.key.due { background: var(--k1); } .key.kept { background: var(--good); }
.key.gap { background: var(--bad); } .key.none { background: var(--dark); }
.on { fill: var(--accent); } .dark { fill: var(--dark); } .red { fill: var(--red); }
.blue { fill: var(--blue); } .both { fill: #b13bd1; } .busy { opacity: 0.55; }
.k0 { fill: var(--k0); } .k1 { fill: var(--k1); } .k2 { fill: var(--k2); } .k3 { fill: var(--k3); }
.k4 { fill: var(--k4); } .k5 { fill: var(--k5); } .k6 { fill: var(--k6); } .k7 { fill: var(--k7); }
.cursor { position: absolute; top: 0; bottom: 0; width: 1px; background: var(--ink);
  pointer-events: none; display: none; }
.cursor span { position: absolute; top: -18px; left: 4px; font-size: 12px; white-space: nowrap;
  background: var(--ink); color: var(--card); padding: 0 5px; border-radius: 4px; }
details { margin-top: 12px; } summary { cursor: pointer; color: var(--accent); }
.log { max-height: 520px; overflow: auto; } .log td { padding: 2px 12px 2px 0; font-size: 13px; }
.log .warning td { color: var(--warn); } .log .error td { color: var(--bad); }
pre { margin: 0; padding: 10px 12px; border-radius: 6px; background: var(--page); overflow-x: auto;
  font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
.tag.care { background: var(--a1); color: var(--ink); }
.maps { display: flex; flex-wrap: wrap; gap: 12px 28px; }
.maps figure { margin: 0; max-width: 100%; } .maps figcaption { color: var(--soft);
  font-size: 13px; text-align: center; }
.map { max-width: 100%; height: auto; display: block; }
.map text { font: 12px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
  fill: var(--soft); } .map .strong { fill: var(--ink); font-weight: 600; stroke: var(--card);
  stroke-width: 3px; stroke-linejoin: round; paint-order: stroke; }
.map .rule { stroke: var(--ink); stroke-opacity: 0.13; fill: none; }
.map .camera { fill: var(--k0); stroke: var(--soft); stroke-width: 0.7; }
.map .exempt { fill: none; stroke: var(--good); stroke-width: 2; }
.map .arc { fill: none; stroke: var(--ink); stroke-dasharray: 5 4; }
.map .leader { stroke: var(--ink); stroke-width: 0.8; }
.keys { max-width: none; } .keyed { white-space: nowrap; margin-right: 8px; }
.keyed .key { margin-left: 0; }
.map .tip { fill: var(--good); stroke: var(--card); }
.e1 { fill: var(--e1); } .e2 { fill: var(--e2); } .e3 { fill: var(--e3); } .a1 { fill: var(--a1); }
.a2 { fill: var(--a2); } .a3 { fill: var(--a3); } .a4 { fill: var(--a4); } .r1 { fill: var(--r1); }
.r2 { fill: var(--r2); } .key.e1 { background: var(--e1); } .key.e2 { background: var(--e2); }
.key.e3 { background: var(--e3); } .key.a1 { background: var(--a1); }
.key.a2 { background: var(--a2); } .key.a3 { background: var(--a3); }
.key.a4 { background: var(--a4); } .key.r1 { background: var(--r1); }
.key.r2 { background: var(--r2); } .key.exempt { height: 0; border-top: 2px solid var(--good);
  vertical-align: middle; } .key.arc { height: 0; border-top: 1.5px dashed var(--ink);
  vertical-align: middle; }
)css";

// A cursor over the plots that tells the time.
const char* const kReportScript = R"js(
for (const box of document.querySelectorAll('.timeline')) {
  const cursor = box.querySelector('.cursor'), text = cursor.firstChild;
  const plot = box.querySelector('.axis .plot'), seconds = Number(box.dataset.seconds);
  box.onmousemove = (event) => {
    const area = plot.getBoundingClientRect(), at = (event.clientX - area.left) / area.width;
    cursor.style.display = at >= 0 && at <= 1 ? 'block' : 'none';
    cursor.style.left = event.clientX - box.getBoundingClientRect().left + 'px';
    text.textContent = (at * seconds).toFixed(2) + ' s';
  };
  box.onmouseleave = () => { cursor.style.display = 'none'; };
}
)js";

}  // namespace tw::sim
