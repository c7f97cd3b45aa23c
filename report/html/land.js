// The map of an indicator, where the job gives the borders of its places or where
// their squares stand: coloured by classes of the figures of a year.
tongket.land = (function () {
  'use strict';

  var data = tongket.data, namespace = 'http://www.w3.org/2000/svg';

  // areas gives each shape with its place's line, its cell of a year and its class.
  function areas(p, year) {
    var at = year - data.base;
    return data.land.s.map(function (s) {
      var k = p.lines.findIndex(function (l) { return l.place === s.p; }), line = p.lines[k], cell = line && line.cells[at];
      return { path: s.d, shape: s, line: line, cell: cell, band: tongket.places.usable(cell) ? band(p, cell.value) : undefined, behind: k >= 0 && tongket.places.behind(p, k, at) };
    });
  }

  // band is the class of a figure: how many ends of classes it reaches.
  function band(p, value) { return (p.x.br || []).filter(function (end) { return value >= end - 1e-9; }).length; }

  function share(p, n) { return p.x.br && p.x.br.length ? n / p.x.br.length : 0; }

  // classes are the texts of the legend, from the least.
  function classes(p) {
    var ends = p.x.br || [];
    function t(v) { return tongket.view.withUnit(tongketChart.number(v, p.x.d), p.x.u); }
    if (!ends.length) { return []; }
    return [tongket.word('classBelow', { to: t(ends[0]) })].concat(ends.map(function (end, k) {
      return k + 1 < ends.length ? tongket.word('classBetween', { from: tongketChart.number(end, p.x.d), to: t(ends[k + 1]) }) : tongket.word('classFrom', { from: t(end) });
    }));
  }

  function node(name, attributes) {
    var e = document.createElementNS(namespace, name);
    Object.keys(attributes).forEach(function (k) { e.setAttribute(k, attributes[k]); });
    return e;
  }

  function viewBox() { return '-4 -4 ' + (data.land.w + 8) + ' ' + (data.land.h + 8); }

  // draw fills the figure, or hides it where there is nothing to draw.
  function draw(figure, p, year) {
    var all = data.land ? areas(p, year) : [];
    figure.hidden = !all.some(function (a) { return a.band !== undefined; });
    if (figure.hidden) { return; }
    var svg = node('svg', { viewBox: viewBox(), role: 'group', 'aria-label': tongket.word('map', { name: p.x.n }) });
    all.forEach(function (a) { svg.appendChild(area(a, p, year)); });
    if (data.land.t) {
      svg.setAttribute('class', 'tiles-map');
      all.forEach(function (a) { words(svg, a, p, 'currentColor', 'var(--goal)'); });
    }
    figure.querySelector('h3').textContent = tongket.word('mapTitle', { year: year });
    figure.querySelector('.about').textContent = p.x.n + (p.x.u ? ' (' + p.x.u + ')' : '') + ', ' + year;
    figure.querySelector('.land').replaceChildren(svg);
    var scale = figure.querySelector('.scale');
    scale.replaceChildren.apply(scale, classes(p).map(function (text, k) {
      var i = tongket.element('i');
      i.style.setProperty('--t', (100 * share(p, k)).toFixed(0) + '%');
      return entry(i, text);
    }));
    if (all.some(held)) { scale.appendChild(entry(tongket.element('i', 'none'), tongket.word('heldClass'))); }
    tongket.figure.walkable(svg);
  }

  function held(a) { return a.cell && a.cell.value !== null && a.cell.flags & tongket.flag.held; }

  // entry is one of the legend.
  function entry(swatch, text) {
    var li = tongket.element('li');
    li.append(swatch, text);
    return li;
  }

  // words writes a tile's name and figure on it, and marks what is worse than the whole.
  function words(svg, a, p, colour, sign) {
    [[a.shape.n, -8, 17], [a.cell && a.cell.value !== null ? tongket.text(a.cell, p.x.d) : '…', 24, 24]].forEach(function (w) {
      var t = node('text', { x: a.shape.x, y: a.shape.y + w[1], 'font-size': w[2], 'text-anchor': 'middle', fill: colour, 'aria-hidden': 'true', 'pointer-events': 'none', 'font-family': 'sans-serif' });
      if (w[2] === 24) { t.setAttribute('font-weight', '600'); }
      if (String(w[0]).length > 11) { t.setAttribute('textLength', 108); t.setAttribute('lengthAdjust', 'spacingAndGlyphs'); }
      t.textContent = w[0];
      svg.appendChild(t);
    });
    if (a.behind) { svg.appendChild(node('path', { d: 'M' + (a.shape.x + 36) + ' ' + (a.shape.y - 46) + 'h14l-7 12z', style: 'fill:' + sign, 'pointer-events': 'none' })); }
  }

  function area(a, p, year) {
    var path = node('path', { d: a.path, 'class': 'area' });
    if (!a.cell) { return path; }
    var text = tongket.view.estimated(a.cell, tongket.view.withUnit(tongket.text(a.cell, p.x.d), p.x.u));
    path.tongketCell = { heading: a.line.head + ', ' + year, label: '', text: text, cell: a.cell };
    path.setAttribute('tabindex', '-1');
    path.setAttribute('role', 'img');
    path.setAttribute('aria-label', a.line.head + ': ' + text);
    if (tongket.overview.chosen().indexOf(a.line.head) >= 0) { path.classList.add('chosen'); }
    if (a.band !== undefined) {
      path.dataset.t = 'true';
      path.style.setProperty('--t', (100 * share(p, a.band)).toFixed(0) + '%');
    }
    return path;
  }

  // mix gives the colour at a share of the way between two.
  function mix(from, to, share) {
    return '#' + [1, 3, 5].map(function (i) {
      var a = parseInt(from.substr(i, 2), 16), b = parseInt(to.substr(i, 2), 16);
      return ('0' + Math.round(a + (b - a) * share).toString(16)).slice(-2);
    }).join('');
  }

  // picture is the map as an SVG that stands alone, with its classes below.
  function picture(p, year, note) {
    var theme = tongketChart.themes.light, w = data.land.w, ends = classes(p), legend = ends.concat(areas(p, year).some(held) ? [tongket.word('heldClass')] : []), h = data.land.h + 96 + 24 * legend.length;
    var svg = node('svg', { xmlns: namespace, width: w + 8, height: h + 8, viewBox: '-4 -60 ' + (w + 8) + ' ' + (h + 8) });
    function line(x, y, size, colour, text, bold) {
      var t = node('text', { x: x, y: y, 'font-family': 'sans-serif', 'font-size': size, fill: colour, 'font-weight': bold ? 600 : 400 });
      t.textContent = text;
      svg.appendChild(t);
    }
    svg.appendChild(node('rect', { x: -4, y: -60, width: w + 8, height: h + 8, fill: theme.paper }));
    line(0, -34, Math.min(22, w / Math.max(1, p.x.n.length) * 1.5), theme.text, tongket.word('places', { name: p.x.n, year: year }), true);
    line(0, -12, Math.min(15, w / Math.max(1, note.length) * 1.9), theme.muted, note);
    areas(p, year).forEach(function (a) {
      svg.appendChild(node('path', { d: a.path, stroke: theme.axis, 'stroke-width': 1.5, fill: a.band === undefined ? theme.held : mix(theme.heat0, theme.heat1, share(p, a.band)) }));
      if (data.land.t) { words(svg, a, p, theme.text, theme.goal); }
    });
    legend.forEach(function (text, k) {
      svg.appendChild(node('rect', { x: 0, y: data.land.h + 12 + 24 * k, width: 28, height: 16, fill: k < ends.length ? mix(theme.heat0, theme.heat1, share(p, k)) : theme.held, stroke: theme.axis }));
      line(38, data.land.h + 25 + 24 * k, 15, theme.text, text);
    });
    return new XMLSerializer().serializeToString(svg);
  }

  function save(kind, p, year, rows, note) {
    var name = p.x.c + '-' + year + '-ban-do';
    if (kind === 'png') { tongket.draw.savePicture(name, picture(p, year, note)); } else { tongket.draw.saveText(kind, name, kind === 'csv' ? tongket.table.csv(rows) : picture(p, year, note)); }
  }

  return { draw: draw, save: save };
})();
