// Drawings of places, of any year: rows of bars or dots, both ends of the term,
// changes, small multiples, a flow added up, two indicators against each other. They
// are laid out for the width that they are shown at, with measured texts, and what is
// worse than the whole bears the same sign in all of them: a triangle on its point.
// They draw the figures that they are given.
tongket.figure = (function () {
  'use strict';

  var namespace = 'http://www.w3.org/2000/svg';
  var ruler = document.createElement('canvas').getContext('2d'), face = ''; // the font that it has

  function node(name, attributes) {
    var e = document.createElementNS(namespace, name);
    Object.keys(attributes || {}).forEach(function (k) { e.setAttribute(k, attributes[k]); });
    return e;
  }

  function tenth(v) { return Math.round(v * 10) / 10; }

  // sheet is an empty drawing of a width. settings: theme, scale (of the type), title
  // and note (of a picture that stands alone).
  function sheet(width, settings) {
    var theme = tongketChart.themes[settings.theme] || tongketChart.themes.light, scale = settings.scale || 1;
    var svg = node('svg', { xmlns: namespace, width: width, role: 'group' });
    var s = { svg: svg, into: svg, theme: theme, width: width, size: 13 * scale, top: 0, scale: scale };
    s.measure = function (text, bold, size) {
      var font = (bold ? '600 ' : '') + (size || s.size) + 'px ' + theme.font;
      if (font !== face) { ruler.font = face = font; }
      return ruler.measureText(text).width * 1.02 + 1;
    };
    s.add = function (name, attributes) { var e = node(name, attributes); s.into.appendChild(e); return e; };
    // text writes a line whose middle is at y. more: anchor, bold, fill, size.
    s.text = function (x, y, text, more) {
      more = more || {};
      var size = more.size || s.size;
      var e = s.add('text', { x: tenth(x), y: tenth(y + size * 0.35), 'font-size': tenth(size), fill: more.fill || theme.text, 'text-anchor': more.anchor || 'start', 'font-family': theme.font, 'font-weight': more.bold ? 600 : 400 });
      e.textContent = text;
      return e;
    };
    s.line = function (x, y, x2, y2, colour, w, dash) {
      var a = { d: 'M' + tenth(x) + ' ' + tenth(y) + 'L' + tenth(x2) + ' ' + tenth(y2), stroke: colour, 'stroke-width': w || 1, fill: 'none' };
      if (dash) { a['stroke-dasharray'] = dash; }
      return s.add('path', a);
    };
    s.box = function (x, y, w, h, fill, stroke, dash) {
      var a = { d: 'M' + tenth(x) + ' ' + tenth(y) + 'h' + tenth(w) + 'v' + tenth(h) + 'h' + tenth(-w) + 'z', fill: fill };
      if (stroke) { a.stroke = stroke; a['stroke-width'] = 1.5; }
      if (dash) { a['stroke-dasharray'] = dash; }
      return s.add('path', a);
    };
    s.dot = function (x, y, r, fill, stroke) { return s.add('circle', { cx: tenth(x), cy: tenth(y), r: r, fill: fill, stroke: stroke || fill, 'stroke-width': 1.5 }); };
    s.down = function (x, y, r, hollow) { // a triangle on its point: worse than the whole
      return s.add('path', { d: 'M' + tenth(x - r) + ' ' + tenth(y - 0.8 * r) + 'h' + tenth(2 * r) + 'l' + tenth(-r) + ' ' + tenth(1.7 * r) + 'z', fill: hollow ? theme.paper : theme.goal, stroke: theme.goal, 'stroke-width': 1.5 });
    };
    if (settings.title) {
      s.top = 6;
      wrapped(s, settings.title, true, 16, theme.text);
      if (settings.note) { wrapped(s, settings.note, false, 12, theme.muted); }
      s.top += 8;
    }
    return s;
  }

  // wrapped writes a text from the top down in as many lines as it needs.
  function wrapped(s, text, bold, size, fill) {
    var line = '';
    function flush() {
      if (line) { s.text(0, s.top + size * 0.7, line, { bold: bold, size: size, fill: fill }); s.top += size * 1.35; }
      line = '';
    }
    text.split(' ').forEach(function (word) {
      if (line && s.measure(line + ' ' + word, bold, size) > s.width) { flush(); }
      line = line ? line + ' ' + word : word;
    });
    flush();
  }

  // finish gives a drawing its height; one that stands alone gets its paper.
  function finish(s, height, settings) {
    height = Math.ceil(height);
    s.svg.setAttribute('height', height);
    s.svg.setAttribute('viewBox', (settings.title ? '-12 -6 ' + (s.width + 24) + ' ' + (height + 18) : '0 0 ' + s.width + ' ' + height));
    if (settings.title) {
      s.svg.setAttribute('width', s.width + 24);
      s.svg.setAttribute('height', height + 18);
      s.svg.insertBefore(node('rect', { x: -12, y: -6, width: s.width + 24, height: height + 18, fill: s.theme.paper }), s.svg.firstChild);
    }
    return s.svg;
  }

  // spot begins a group that can be pointed at and reached by keys. entries are as
  // tongket.source.content takes them.
  function spot(s, heading, entries, chosen) {
    var g = node('g', { 'class': 'spot' + (chosen ? ' chosen' : ''), tabindex: -1, role: 'img', 'aria-label': heading + ': ' + entries.map(function (e) { return (e[0] ? e[0] + ' ' : '') + e[1]; }).join('; ') });
    g.tongketTip = function () { return tongket.source.content(heading, entries); };
    s.svg.appendChild(g);
    s.into = g;
    return g;
  }

  // area makes the whole of a group sensitive, and shows a chosen one.
  function area(s, x, y, w, h, chosen) {
    s.add('rect', { x: tenth(x), y: tenth(y), width: tenth(w), height: tenth(h), fill: chosen ? s.theme.band : 'transparent', 'class': 'hit' });
  }

  // fit shortens a text to a width.
  function fit(s, text, width, bold) {
    if (s.measure(text, bold) <= width) { return text; }
    var low = 1, high = text.length;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (s.measure(text.slice(0, middle) + '…', bold) <= width) { low = middle; } else { high = middle - 1; }
    }
    return text.slice(0, low) + '…';
  }

  // marks are round numbers from at most low to at least high, about n.
  function marks(low, high, n) {
    if (!(high > low)) { high = low + Math.max(1, Math.abs(low) * 0.1); }
    var raw = (high - low) / n, unit = Math.pow(10, Math.floor(Math.log(raw) / Math.LN10 + 1e-9));
    var step = [1, 2, 5, 10].map(function (m) { return m * unit; }).filter(function (m) { return raw <= m * (1 + 1e-9); })[0];
    var all = [], from = Math.floor(low / step + 1e-9);
    if (low >= 0 && low < 0.45 * high) { from = 0; }
    for (var k = from; ; k++) {
      all.push(k * step);
      if (k * step >= high - step * 1e-9) { return all; }
    }
  }

  // dotted tells whether figures are shares that all lie between ninety and a hundred:
  // they are dots on an axis that is cut, as bars from nought would all be alike.
  function dotted(values, unit) {
    return unit === '%' && values.length > 0 && values.every(function (v) { return v >= 90 && v <= 100; });
  }

  // scaleText writes a mark of a scale.
  function scaleText(v, unit) { return tongketChart.number(v, Math.abs(v) < 10 && v % 1 ? (v * 10 % 1 ? 2 : 1) : 0) + (unit === '%' ? '%' : ''); }

  // axis draws the scale above the rows where texts have room.
  function axis(s, at, ticks, y, unit) {
    var end = -Infinity, size = s.size * 0.88;
    s.line(at(ticks[0]), y, at(ticks[ticks.length - 1]), y, s.theme.axis);
    ticks.forEach(function (v) {
      var text = scaleText(v, unit), w = s.measure(text, false, size), x = Math.min(at(v), s.width - w / 2);
      s.line(at(v), y - 4, at(v), y, s.theme.axis);
      if (x - w / 2 > end) { s.text(x, y - 4 - size * 0.7, text, { anchor: 'middle', size: size, fill: s.theme.muted }); end = x + w / 2 + 4; }
    });
  }

  function widest(s, texts, bold) { return texts.reduce(function (most, t) { return Math.max(most, s.measure(t, bold)); }, 0); }

  // names gives the rows' names and the width that they take.
  function names(s, rows) {
    var width = Math.min(widest(s, rows.map(function (r) { return r.name; }), true), s.width * 0.36);
    return { width: width, of: function (r) { return fit(s, r.name, width, r.chosen); } };
  }

  // clearOf moves a text that would lie on the line of the whole to its far side.
  function clearOf(from, w, side, line) {
    if (line === null) { return from; }
    if (side > 0 && from < line + 4 && from + w > line - 4) { return line + 5; }
    if (side < 0 && from > line - 4 && from - w < line + 4) { return line - 5; }
    return from;
  }

  function wholeLine(s, x, top, bottom) { s.line(x, top, x, bottom, s.theme.text, 1.25, '4 3').setAttribute('pointer-events', 'none'); }

  // bars draws a row a place. spec: unit, whole ({value, text} or null), rows of {name,
  // heading, value, text, entries, estimate, held, behind, chosen}.
  function bars(spec) {
    return function (width, settings) {
      var s = sheet(width, settings), n = names(s, spec.rows), h = 26 * s.scale;
      var usable = spec.rows.filter(function (r) { return r.value !== null && !r.held; }).map(function (r) { return r.value; });
      var all = usable.concat(spec.whole ? [spec.whole.value] : []), cut = dotted(all, spec.unit);
      var low = cut ? Math.floor(Math.min.apply(null, all)) : Math.min.apply(null, all.concat([0])), high = Math.max.apply(null, all.concat(cut ? [] : [0]));
      if (cut && low === 100) { low = 99; }
      if (!(high > low)) { high = low + 1; }
      if (cut) { high = 100; }
      var sign = 13 * s.scale, left = n.width + 8, right = widest(s, spec.rows.map(function (r) { return r.text; }), true) + sign + 8;
      var at = function (v) { return left + (Math.min(Math.max(v, low), high) - low) / (high - low) * (width - right - left); };
      var y = s.top, line = spec.whole ? at(spec.whole.value) : null;
      if (cut) { axis(s, at, [low, 100], y + 20 * s.scale, spec.unit); y += 24 * s.scale; }
      if (spec.whole) {
        var w = s.measure(spec.whole.text);
        s.text(Math.min(Math.max(line, w / 2), width - w / 2), y + 9 * s.scale, spec.whole.text, { anchor: 'middle' });
        y += 20 * s.scale;
      } else if (!cut) {
        s.line(at(0), y, at(0), y + h * spec.rows.length, s.theme.axis);
      }
      spec.rows.forEach(function (r, i) {
        var middle = y + (i + 0.5) * h, colour = r.behind ? s.theme.goal : s.theme.column;
        spot(s, r.heading, r.entries, r.chosen);
        area(s, 0, middle - h / 2, width, h, r.chosen);
        s.text(0, middle, n.of(r), { bold: r.chosen });
        if (r.value !== null) {
          var x = at(r.value), base = at(cut ? low : 0);
          if (cut && r.held) { s.dot(x, middle, 5, s.theme.held, s.theme.heldline); } else if (cut && r.behind) { s.down(x, middle, 6, r.estimate); } else if (cut) { s.dot(x, middle, 5, r.estimate ? s.theme.paper : colour, colour); } else {
            s.box(Math.min(base, x), middle - h * 0.29, Math.abs(x - base), h * 0.58, r.held ? s.theme.held : r.estimate ? s.theme.paper : colour, r.held ? s.theme.heldline : colour, r.held ? '3 2' : '');
          }
          var from = x + (cut ? 10 : 6), long = s.measure(r.text, r.chosen) + (r.behind && !cut ? sign : 0);
          from = clearOf(from, long, 1, line);
          if (r.behind && !cut) { s.down(from + 4 * s.scale, middle, 4 * s.scale, false); from += sign; }
          s.text(from, middle, r.text, { bold: r.chosen });
        } else {
          s.text(left + 6, middle, r.text, { fill: s.theme.muted });
        }
        s.into = s.svg;
      });
      if (line !== null) { wholeLine(s, line, y, y + h * spec.rows.length); }
      return finish(s, y + h * spec.rows.length + 4, settings);
    };
  }

  // shift draws a row a place with its figures of two years. Rows: {name, heading,
  // base, last, baseText, lastText, entries, behind, chosen}.
  function shift(spec) {
    return function (width, settings) {
      var s = sheet(width, settings), n = names(s, spec.rows), h = 26 * s.scale;
      var values = [];
      spec.rows.forEach(function (r) { values.push(r.base, r.last); });
      if (spec.whole) { values.push(spec.whole.value); }
      var ticks = marks(Math.min.apply(null, values), Math.max.apply(null, values), 4), low = ticks[0], high = ticks[ticks.length - 1];
      var room = Math.max(widest(s, spec.rows.map(function (r) { return r.lastText; }), true), widest(s, spec.rows.map(function (r) { return r.baseText; }))) + 12;
      var left = n.width + 6 + room, at = function (v) { return left + (v - low) / (high - low) * (width - room - left); };
      var y = s.top + 24 * s.scale, line = spec.whole ? at(spec.whole.value) : null;
      axis(s, at, ticks, y, spec.unit);
      y += 4;
      spec.rows.forEach(function (r, i) {
        var middle = y + (i + 0.5) * h, a = at(r.base), b = at(r.last), side = b <= a ? -1 : 1;
        spot(s, r.heading, r.entries, r.chosen);
        area(s, 0, middle - h / 2, width, h, r.chosen);
        s.text(0, middle, n.of(r), { bold: r.chosen });
        s.line(a, middle, b, middle, s.theme.axis, 2);
        s.dot(a, middle, 4, s.theme.paper, s.theme.text);
        if (r.behind) { s.down(b, middle, 5.5); } else { s.dot(b, middle, 4.5, s.theme.column); }
        var w = s.measure(r.lastText, true), v = s.measure(r.baseText);
        s.text(clearOf(b + side * 10, w, side, line), middle, r.lastText, { bold: true, anchor: side < 0 ? 'end' : 'start' });
        s.text(clearOf(a - side * 10, v, -side, line), middle, r.baseText, { fill: s.theme.muted, anchor: side < 0 ? 'start' : 'end' });
        s.into = s.svg;
      });
      if (line !== null) { wholeLine(s, line, y, y + h * spec.rows.length); }
      y += h * spec.rows.length;
      if (line !== null) {
        var w = s.measure(spec.whole.text);
        s.text(Math.min(Math.max(line, w / 2), width - w / 2), y + 11 * s.scale, spec.whole.text, { anchor: 'middle' });
        y += 22 * s.scale;
      }
      return finish(s, y + 2, settings);
    };
  }

  // changes draws a row a place, to the left what fell, to the right what rose. Rows:
  // {name, heading, value, text, entries, behind (it moved the wrong way), chosen}.
  function changes(spec) {
    return function (width, settings) {
      var s = sheet(width, settings), n = names(s, spec.rows), h = 26 * s.scale, values = spec.rows.map(function (r) { return r.value; });
      var low = Math.min.apply(null, values.concat([0])), high = Math.max.apply(null, values.concat([0]));
      if (low === high) { high = 1; }
      var sign = 13 * s.scale, room = widest(s, spec.rows.map(function (r) { return r.text; }), true) + 8 + sign;
      var left = n.width + 8 + (low < 0 ? room : 0), end = width - (high > 0 || low === 0 ? room : 4);
      var at = function (v) { return left + (v - low) / (high - low) * (end - left); }, y = s.top + 4;
      s.line(at(0), y, at(0), y + h * spec.rows.length, s.theme.text, 1.25);
      spec.rows.forEach(function (r, i) {
        var middle = y + (i + 0.5) * h, x = at(r.value), side = r.value < 0 ? -1 : 1, colour = r.behind ? s.theme.goal : s.theme.column;
        spot(s, r.heading, r.entries, r.chosen);
        area(s, 0, middle - h / 2, width, h, r.chosen);
        s.text(0, middle, n.of(r), { bold: r.chosen });
        s.box(Math.min(at(0), x), middle - h * 0.29, Math.abs(x - at(0)), h * 0.58, colour);
        var from = x + side * 6;
        if (r.behind) { s.down(from + side * 4 * s.scale, middle, 4 * s.scale); from += side * sign; }
        s.text(from, middle, r.text, { anchor: side < 0 ? 'end' : 'start', bold: r.chosen });
        s.into = s.svg;
      });
      return finish(s, y + h * spec.rows.length + 4, settings);
    };
  }

  // panels draws a small line of the years for each place, all on one scale, with the
  // whole behind each. Panels: {name, heading, values (null a gap), first, last (each a
  // year and a text), estimate, entries, behind, chosen}; spec: whole (values or null), from, to (years).
  function panels(spec) {
    return function (width, settings) {
      var s = sheet(width, settings), line = 17 * s.scale, gap = 18, columns = Math.max(2, Math.floor((width + gap) / (168 * s.scale + gap)));
      var w = (width - gap * (columns - 1)) / columns, tall = 54 * s.scale, h = line + tall + line + 10;
      var values = [];
      spec.rows.concat(spec.whole ? [{ values: spec.whole }] : []).forEach(function (r) { r.values.forEach(function (v) { if (v !== null) { values.push(v); } }); });
      var low = Math.min.apply(null, values), high = Math.max.apply(null, values);
      if (!(high > low)) { high = low + 1; }
      spec.rows.forEach(function (r, i) {
        var x0 = i % columns * (w + gap), y0 = s.top + Math.floor(i / columns) * h, size = s.size * 0.88, steps = Math.max(1, r.values.length - 1);
        var at = function (k) { return x0 + 4 + k / steps * (w - 8); }, up = function (v) { return y0 + line + 5 + (high - v) / (high - low) * (tall - 10); };
        spot(s, r.heading, r.entries, r.chosen);
        area(s, x0 - 3, y0, w + 6, h - 6, r.chosen);
        var sign = r.behind ? 13 * s.scale : 0;
        if (r.behind) { s.down(x0 + 5 * s.scale, y0 + line / 2, 4 * s.scale); }
        s.text(x0 + sign, y0 + line / 2, fit(s, r.name, w - sign, true), { bold: true });
        if (spec.whole) { trace(s, spec.whole, at, up, s.theme.scenario, 1, '3 2'); }
        var last = trace(s, r.values, at, up, s.theme.column, 2);
        if (last >= 0) { s.dot(at(last), up(r.values[last]), 3, r.estimate ? s.theme.paper : s.theme.column, s.theme.column); }
        s.line(x0, y0 + line + tall, x0 + w, y0 + line + tall, s.theme.grid);
        var ends = [r.first, r.last].map(function (e) { return e[0] + ': ' + e[1]; });
        if (s.measure(ends[0], false, size) + s.measure(ends[1], true, size) + 6 > w) { ends = [r.first[1], r.last[1]]; }
        s.text(x0, y0 + line + tall + line / 2, ends[0], { size: size, fill: s.theme.muted });
        s.text(x0 + w, y0 + line + tall + line / 2, ends[1], { size: size, bold: true, anchor: 'end' });
        s.into = s.svg;
      });
      return finish(s, s.top + Math.ceil(spec.rows.length / columns) * h, settings);
    };
  }

  // trace draws a line of values with its gaps open, and returns the last that is there.
  function trace(s, values, at, up, colour, w, dash) {
    var d = '', open = false, last = -1;
    values.forEach(function (v, k) {
      if (v === null) { open = false; return; }
      d += (open ? 'L' : 'M') + tenth(at(k)) + ' ' + tenth(up(v));
      open = true;
      last = k;
    });
    if (d) {
      var a = { d: d, fill: 'none', stroke: colour, 'stroke-width': w };
      if (dash) { a['stroke-dasharray'] = dash; }
      s.add('path', a);
    }
    return last;
  }

  // steps draws a flow added up year by year to the term's total, beside its target.
  // spec: rows of {name, heading, from, to, text, entries, estimate}, total ({name,
  // value, text, entries, estimate}), goal ({value, text} or null), left (text or '').
  function steps(spec) {
    return function (width, settings) {
      var s = sheet(width, settings), all = spec.rows.concat([{ name: spec.total.name, heading: spec.total.name, from: 0, to: spec.total.value, text: spec.total.text, entries: spec.total.entries, estimate: spec.total.estimate, whole: true }]);
      var high = Math.max(spec.total.value, spec.goal ? spec.goal.value : 0), low = Math.min.apply(null, all.map(function (r) { return r.to; }).concat([0]));
      if (!(high > low)) { high = low + 1; }
      var line = 20 * s.scale, tall = 210 * s.scale, top = s.top + 2 * line, bottom = top + tall, band = width / all.length, half = Math.min(band * 0.32, 34 * s.scale);
      var up = function (v) { return bottom - (v - low) / (high - low) * tall; };
      var goal = spec.goal ? up(spec.goal.value) : null;
      s.line(0, up(0), width, up(0), s.theme.axis);
      if (goal !== null) { // named above the drawing, where nothing else stands
        s.line(0, s.top + line * 0.5, 22, s.top + line * 0.5, s.theme.goal, 2);
        s.text(28, s.top + line * 0.5, fit(s, spec.goal.text, width - 30), { fill: s.theme.goal });
      }
      all.forEach(function (r, i) {
        var x = (i + 0.5) * band, a = up(r.from), b = up(r.to), colour = s.theme.column;
        spot(s, r.heading, r.entries, false);
        area(s, x - band / 2, top - line, band, tall + 2 * line);
        s.box(x - half, Math.min(a, b), 2 * half, Math.max(Math.abs(a - b), 1), r.estimate ? s.theme.paper : colour, colour);
        if (i + 1 < all.length && !r.whole) { s.line(x + half, b, x + band - half, b, s.theme.axis, 1, '2 2'); }
        if (goal !== null) { s.line(x - band / 2, goal, x + band / 2, goal, s.theme.goal, 2); }
        var size = s.size;
        while (size > 9 && s.measure(r.text, r.whole, size) > band - 2) { size -= 0.5; }
        var wide = s.measure(r.text, r.whole, size) > 2 * half - 2, middles = [];
        if (Math.abs(a - b) > line && !wide) { middles.push((a + b) / 2, (a + b) / 2 + line, (a + b) / 2 - line); }
        middles.push(Math.max(a, b) + line * 0.6, Math.min(a, b) - line * 0.6, Math.min(a, b) - line * 1.7);
        var middle = middles.filter(function (y) { return (goal === null || Math.abs(y - goal) > size * 0.7) && y < up(0) - size * 0.6; })[0];
        if (middle === undefined) { middle = s.top + line * 1.5; }
        var within = middle > Math.min(a, b) && middle < Math.max(a, b);
        s.text(x, middle, r.text, { anchor: 'middle', bold: r.whole, size: size, fill: within && !r.estimate ? s.theme.paper : s.theme.text });
        var label = s.size;
        while (label > 9 && s.measure(r.name, r.whole, label) > band - 2) { label -= 0.5; }
        s.text(x, bottom + line * 0.6, r.name, { anchor: 'middle', bold: r.whole, size: label, fill: r.whole ? s.theme.text : s.theme.muted });
        s.into = s.svg;
      });
      return finish(s, bottom + line * 1.2, settings);
    };
  }

  // against draws places by two indicators, each dot named where there is room. spec:
  // across, along ({name, unit}), rows of {name, heading, x, y, entries, chosen}, whole.
  function against(spec) {
    return function (width, settings) {
      var s = sheet(width, settings), tall = Math.min(width * 0.75, 420 * s.scale), line = 18 * s.scale;
      var xs = spec.rows.map(function (r) { return r.x; }), ys = spec.rows.map(function (r) { return r.y; });
      var across = marks(Math.min.apply(null, xs), Math.max.apply(null, xs), 5), along = marks(Math.min.apply(null, ys), Math.max.apply(null, ys), 5);
      var left = widest(s, along.map(function (v) { return scaleText(v, spec.along.unit); })) + 8, top = s.top + 1.6 * line, bottom = top + tall, right = width - 12;
      var at = function (v) { return left + (v - across[0]) / (across[across.length - 1] - across[0]) * (right - left); };
      var up = function (v) { return bottom - (v - along[0]) / (along[along.length - 1] - along[0]) * tall; };
      s.text(0, s.top + line * 0.6, '↑ ' + fit(s, spec.along.name, width - 30), { fill: s.theme.muted });
      along.forEach(function (v) { s.line(left, up(v), right, up(v), s.theme.grid); s.text(left - 6, up(v), scaleText(v, spec.along.unit), { anchor: 'end', fill: s.theme.muted, size: s.size * 0.92 }); });
      var end = -Infinity;
      across.forEach(function (v) {
        var text = scaleText(v, spec.across.unit), w = s.measure(text), x = Math.min(at(v), width - w / 2);
        s.line(at(v), bottom, at(v), bottom + 4, s.theme.axis);
        if (x - w / 2 > end) { s.text(x, bottom + line * 0.7, text, { anchor: 'middle', fill: s.theme.muted, size: s.size * 0.92 }); end = x + w / 2 + 4; }
      });
      s.line(left, bottom, right, bottom, s.theme.axis);
      s.text(width, bottom + line * 1.7, fit(s, spec.across.name, width - 30) + ' →', { anchor: 'end', fill: s.theme.muted });
      var taken = spec.rows.map(function (r) { return [at(r.x) - 6, up(r.y) - 6, at(r.x) + 6, up(r.y) + 6]; });
      function free(b) {
        return b[0] >= left && b[2] <= width && b[1] >= top - line && b[3] <= bottom - 1 && !taken.some(function (t) { return b[0] < t[2] && t[0] < b[2] && b[1] < t[3] && t[1] < b[3]; });
      }
      spec.rows.forEach(function (r) {
        var x = at(r.x), y = up(r.y), w = s.measure(r.name, r.chosen), half = s.size * 0.62;
        spot(s, r.heading, r.entries, r.chosen);
        s.add('circle', { cx: tenth(x), cy: tenth(y), r: 12, fill: 'transparent', 'class': 'hit' });
        s.dot(x, y, 5, r.chosen ? s.theme.path : s.theme.column);
        [[x + 9, y, 'start'], [x - 9, y, 'end'], [x, y - 14, 'middle'], [x, y + 14, 'middle']].some(function (p) {
          var from = p[2] === 'start' ? p[0] : p[2] === 'end' ? p[0] - w : p[0] - w / 2, box = [from, p[1] - half, from + w, p[1] + half];
          if (!free(box)) { return false; }
          taken.push(box);
          s.text(p[0], p[1], r.name, { anchor: p[2], bold: r.chosen });
          return true;
        });
        s.into = s.svg;
      });
      return finish(s, bottom + 2.4 * line, settings);
    };
  }

  // walkable lets the arrow keys go from spot to spot; Tab enters and leaves.
  function walkable(svg) {
    var stops = Array.prototype.slice.call(svg.querySelectorAll('[tabindex]'));
    if (!stops.length) { return; }
    stops[0].setAttribute('tabindex', '0');
    svg.addEventListener('keydown', function (event) {
      var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      var next = step && stops[stops.indexOf(event.target) + step];
      if (!next) { return; }
      event.preventDefault();
      event.target.setAttribute('tabindex', '-1');
      next.setAttribute('tabindex', '0');
      next.focus();
    });
  }

  // alone is a drawing as a file of its own.
  function alone(make, width, title, note) {
    var svg = make(width, { theme: 'light', title: title, note: note });
    svg.querySelectorAll('.spot').forEach(function (g) { ['tabindex', 'role', 'class'].forEach(function (a) { g.removeAttribute(a); }); });
    svg.querySelectorAll('.hit').forEach(function (e) { if (e.getAttribute('fill') === 'transparent') { e.remove(); } else { e.removeAttribute('class'); } });
    svg.removeAttribute('role');
    return new XMLSerializer().serializeToString(svg);
  }

  return { bars: bars, shift: shift, changes: changes, panels: panels, steps: steps, against: against, walkable: walkable, alone: alone, dotted: dotted };
})();
