// The data of the page, and what its cells mean. See data.go for their form.
var tongket = (function () {
  'use strict';

  var data = JSON.parse(document.getElementById('du-lieu').textContent);
  data.indicators.forEach(function (x) {
    x.h = whole(x, x.h);
    x.ss = x.ss === undefined ? '' : whole(x, data.names[x.ss]);
    x.i = data.names[x.i];
  });
  var flag = { estimate: 1, held: 2, na: 4, nil: 8, missing: 16, sum: 32, ratio: 64, corrected: 128 };

  // word gives a text of the page with its {names} filled in.
  function word(name, values) {
    return (data.words[name] || '').replace(/\{(\w+)\}/g, function (all, key) {
      return values && key in values ? values[key] : all;
    });
  }

  // whole puts the name of an indicator back before a caption that is told without it.
  function whole(x, text) { return text && text.charAt(0) === '~' ? x.n + text.slice(1) : text || ''; }

  function columnName(column) {
    var s = '';
    for (; column > 0; column = Math.floor((column - 1) / 26)) {
      s = String.fromCharCode(65 + (column - 1) % 26) + s;
    }
    return s;
  }

  // fact gives where a figure was read and what stands there.
  function fact(i) {
    var f = data.facts, sheet = data.sheets[run(i)];
    var row = f[3 * i], column = f[3 * i + 1];
    return { file: sheet[0], sheet: sheet[1], sender: sheet[2], cell: row && column ? columnName(column) + row : row ? word('row', { n: row }) : '', raw: rawText(f[3 * i + 2]) };
  }

  // rawText gives a cell as shown: numbers that are written as we write them
  // are kept as numbers.
  function rawText(raw) {
    return typeof raw === 'number' ? tongketChart.number(raw, (String(raw).split('.')[1] || '').length) : raw;
  }

  // run gives the sheet of a fact: that of the last run that starts before it.
  function run(i) {
    var low = 0, high = data.runs.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (data.runs[middle][0] <= i) { low = middle; } else { high = middle - 1; }
    }
    return data.runs[low][1];
  }

  // around gives the cells about that of a fact, as far as this page knows them; null
  // where it knows none. Rows and columns that are empty are left out.
  function around(i) {
    var f = data.facts, row = f[3 * i], column = f[3 * i + 1], sheet = run(i), reach = 2, found = {}, rows = {}, columns = {}, n = 0;
    if (!row || !column) { return null; }
    data.runs.forEach(function (r, k) {
      if (r[1] !== sheet) { return; }
      for (var j = r[0], end = k + 1 < data.runs.length ? data.runs[k + 1][0] : f.length / 3; j < end; j++) {
        if (Math.abs(f[3 * j] - row) <= 1 && Math.abs(f[3 * j + 1] - column) <= reach) {
          found[f[3 * j] + ' ' + f[3 * j + 1]] = j;
          rows[f[3 * j]] = columns[f[3 * j + 1]] = 1;
          n++;
        }
      }
    });
    if (n < 2) { return null; }
    found[row + ' ' + column] = i; // what else was read from that cell stands back
    function sorted(o) { return Object.keys(o).map(Number).sort(function (a, b) { return a - b; }); }
    return { columns: sorted(columns).map(columnName), rows: sorted(rows).map(function (r) {
      return { name: String(r), cells: sorted(columns).map(function (c) {
        var j = found[r + ' ' + c];
        return { raw: j === undefined ? '' : String(rawText(f[3 * j + 2])).slice(0, 24), own: r === row && c === column };
      }) };
    }) };
  }

  function position(f) {
    return [f.file, f.sheet, f.cell].filter(function (s) { return s; }).join(' › ');
  }

  // reading is where the page of the sheets shows a cell; it lies beside this one.
  function reading(file, sheet, cell) {
    return 'doc-so-lieu.html#' + [file, sheet || '', cell || ''].map(encodeURIComponent).join('!').replace(/!+$/, '');
  }

  // cells turns the short forms of a row of figures into {value, flags, facts}.
  // Facts are counted from the one after the last that was named, as most rows
  // were read from left to right.
  function cells(list, first) {
    var next = first;
    return unpacked(list).map(function (c) {
      if (c === null) { return { value: null, flags: flag.missing, facts: [] }; }
      if (typeof c === 'number') { return { value: c, flags: 0, facts: [] }; }
      var direct = c.length < 3;
      var facts = (direct ? c.slice(0, 1) : c.slice(2)).filter(function (step) { return step !== null; }).map(function (step) {
        next += step + 1;
        return next - 1;
      });
      return { value: direct ? plainNumber(data.facts[3 * facts[0] + 2]) : c[0], flags: c[1] || 0, facts: facts };
    });
  }

  // unpacked takes the texts of a row apart: a letter is a cell.
  function unpacked(list) {
    var all = [];
    list.forEach(function (c) {
      if (typeof c !== 'string') { all.push(c); return; }
      c.split('').forEach(function (letter) { all.push(letter === 'e' ? [0, flag.estimate] : [0]); });
    });
    return all;
  }

  // plainNumber reads what is written as 1.234,5.
  function plainNumber(raw) { return typeof raw === 'number' ? raw : Number(raw.replace(/\./g, '').replace(',', '.')); }

  // lineCells are the figures of a place's line.
  function lineCells(l) { return cells(l.slice(3), l[2]); }

  // text is a cell as tables print it.
  function text(c, decimals) {
    if (c.value === null) { return (c.flags & flag.nil ? '-' : '…') + (c.flags & flag.corrected ? ' ' + word('corrected') : ''); }
    return tongketChart.number(c.value, decimals) + (c.flags & flag.corrected ? ' ' + word('corrected') : '');
  }

  // option puts the shared parts back into a chart's option.
  function option(node) {
    if (Array.isArray(node)) { return node.map(option); }
    if (node === null || typeof node !== 'object') { return node; }
    var copy = {};
    if (node.$ !== undefined) {
      copy = option(data.pool[node.$]);
      if (Array.isArray(copy) || typeof copy !== 'object') { return copy; }
    }
    Object.keys(node).forEach(function (k) { if (k !== '$') { copy[k] = option(node[k]); } });
    return copy;
  }

  function years(count) {
    var all = [];
    for (var i = 0; i < count; i++) { all.push(String(data.base + i)); }
    return all;
  }

  // element makes an element with a class and a text.
  function element(tag, className, content) {
    var e = document.createElement(tag);
    if (className) { e.className = className; }
    if (content !== undefined) { e.textContent = content; }
    return e;
  }

  function byCode(code) {
    for (var i = 0; i < data.indicators.length; i++) {
      if (data.indicators[i].c === code) { return i; }
    }
    return -1;
  }

  return {
    data: data, flag: flag, word: word, fact: fact, around: around, position: position, reading: reading, cells: cells, lineCells: lineCells, text: text,
    option: option, years: years, element: element, byCode: byCode
  };
})();
