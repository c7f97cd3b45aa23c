// Where a number comes from: the note that shows file › sheet › cell and the
// raw text, on hover, on focus and on touch. Escape puts it away.
tongket.source = (function () {
  'use strict';

  var note = document.getElementById('nguon');
  var owner = null, hiding = 0;
  var most = 6; // cells named in one note

  // list gives the lines of a note on a cell.
  function list(cell) {
    var flag = tongket.flag, lines = [];
    if (cell.flags & flag.held) { lines.push(tongket.word('held')); }
    if (cell.flags & flag.corrected) { lines.push(tongket.word('mended')); }
    if (cell.flags & flag.nil) { lines.push(tongket.word('nil')); }
    if (cell.flags & flag.na) { lines.push(tongket.word('na')); }
    if (cell.flags & flag.missing) { lines.push(tongket.word('missing')); }
    if (cell.flags & flag.sum) { lines.push(tongket.word('sum', { n: cell.facts.length })); }
    if (cell.flags & flag.ratio) { lines.push(tongket.word('ratio')); }
    if (cell.value !== null && cell.facts.length === 0) { lines.push(tongket.word('computed')); }
    cell.facts.slice(0, most).forEach(function (i) {
      var f = tongket.fact(i);
      lines.push([tongket.position(f) + '  ' + tongket.word('written', { raw: f.raw }), tongket.reading(f.file, f.sheet, f.cell), f.sender]);
    });
    if (cell.facts.length > most) { lines.push(tongket.word('more', { n: cell.facts.length - most })); }
    return lines;
  }

  // content builds a note: a heading and entries [label, text, cell].
  function content(heading, entries) {
    var box = tongket.element('div', 'source');
    if (heading) { box.appendChild(tongket.element('p', 'source-head', heading)); }
    entries.forEach(function (entry) {
      var p = tongket.element('p', 'source-figure');
      if (entry[0]) { p.appendChild(tongket.element('span', '', entry[0] + ': ')); }
      p.appendChild(tongket.element('b', '', entry[1]));
      box.appendChild(p);
      if (!entry[2]) { return; }
      var ul = tongket.element('ul');
      list(entry[2]).forEach(function (line) {
        var li = tongket.element('li', '', typeof line === 'string' ? line : undefined);
        if (typeof line !== 'string') {
          var a = tongket.element('a', '', line[0]);
          a.href = line[1];
          li.appendChild(a);
          if (line[2]) { li.appendChild(tongket.element('span', 'sender', tongket.word('sender', { name: line[2] }))); }
        }
        ul.appendChild(li);
      });
      box.appendChild(ul);
      if (entries.length === 1 && entry[2].facts.length === 1) { around(box, entry[2].facts[0]); }
    });
    return box;
  }

  // around shows what this page knows of the cells about one, as they lie in the sheet.
  function around(box, i) {
    var cells = tongket.around(i);
    if (!cells) { return; }
    var table = tongket.element('table', 'around'), head = table.insertRow();
    head.appendChild(tongket.element('th', '', ''));
    cells.columns.forEach(function (c) { head.appendChild(tongket.element('th', '', c)); });
    cells.rows.forEach(function (row) {
      var tr = table.insertRow();
      tr.appendChild(tongket.element('th', '', row.name));
      row.cells.forEach(function (c) { tr.appendChild(tongket.element('td', c.own ? 'own' : '', c.raw)); });
    });
    box.appendChild(table);
  }

  function place(x, y, clear) {
    var margin = 8, box = note.getBoundingClientRect();
    var wide = document.documentElement.clientWidth, high = window.innerHeight;
    var left = Math.min(Math.max(margin, x - box.width / 2), Math.max(margin, wide - box.width - margin));
    var top = y + clear + margin;
    if (top + box.height > high - margin) { top = Math.max(margin, y - clear - box.height - margin); }
    note.style.left = left + 'px';
    note.style.top = top + 'px';
  }

  // show puts the note beside an element.
  function show(element, box) {
    clearTimeout(hiding);
    if (owner && owner !== element) { owner.removeAttribute('aria-describedby'); }
    owner = element;
    note.replaceChildren(box);
    note.hidden = false;
    element.setAttribute('aria-describedby', 'nguon');
    var r = element.getBoundingClientRect();
    place(r.left + r.width / 2, r.top + r.height / 2, r.height / 2);
  }

  // showAt puts the note at a point of the window; it belongs to an element.
  function showAt(element, x, y, box) {
    show(element, box);
    place(x, y, 16);
  }

  function hide() {
    clearTimeout(hiding);
    note.hidden = true;
    if (owner) { owner.removeAttribute('aria-describedby'); }
    owner = null;
  }

  // of gives the note of an element that carries a number, or null.
  function of(element) {
    if (element.tongketTip) { return element.tongketTip(); }
    if (element.tongketCell) {
      return content(element.tongketCell.heading, [[element.tongketCell.label, element.tongketCell.text || element.textContent, element.tongketCell.cell]]);
    }
    if (element.classList && element.classList.contains('n')) {
      var facts = (element.dataset.f || '').split(',').filter(Boolean).map(Number);
      return content('', [['', element.textContent, { value: 0, flags: 0, facts: facts }]]);
    }
    return null;
  }

  function carrier(target) {
    return target && target.closest ? target.closest('.n, td, .area, .spot') : null;
  }

  function offer(event) {
    if (note.contains(event.target)) { clearTimeout(hiding); return; }
    var element = carrier(event.target);
    var box = element && of(element);
    if (box) { show(element, box); }
  }

  document.addEventListener('pointerover', offer);
  document.addEventListener('focusin', offer);
  document.addEventListener('pointerout', function (event) {
    var element = carrier(event.target);
    if ((element && element === owner && document.activeElement !== owner) || event.target === note) {
      clearTimeout(hiding);
      hiding = setTimeout(hide, 250); // long enough to move onto the note
    }
  });
  document.addEventListener('focusout', function (event) {
    if (event.target === owner) { hide(); }
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && !note.hidden) {
      hide();
      event.stopImmediatePropagation();
    }
  }, true);
  window.addEventListener('scroll', function () { if (owner && document.activeElement !== owner) { hide(); } }, { passive: true });

  return { content: content, show: show, showAt: showAt, hide: hide };
})();
