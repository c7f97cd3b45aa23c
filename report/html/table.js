// Tables whose every figure can be reached by the arrow keys and says where it
// comes from.
tongket.table = (function () {
  'use strict';

  // build makes a table. columns are texts; each row is {head, cells} with
  // cells as tongket.cell gives them, or null for an empty one; shade(cell)
  // gives 0..1 to colour it by, or null.
  function build(caption, corner, columns, rows, decimals, shade) {
    var table = tongket.element('table', shade ? 'grid shaded' : 'grid');
    table.setAttribute('role', 'grid');
    table.appendChild(tongket.element('caption', 'unseen', caption));
    var head = table.createTHead().insertRow();
    var marks = columns.map(function (text, k) { return allEstimated(rows, k); });
    [corner].concat(columns).forEach(function (text, k) {
      var th = tongket.element('th', '', k > 0 && marks[k - 1] ? tongket.word('estimate') + ' ' + text : text);
      th.scope = 'col';
      head.appendChild(th);
    });
    var body = table.createTBody();
    rows.forEach(function (row) {
      var tr = body.insertRow();
      if (row.strong) { tr.className = 'whole'; }
      var th = tongket.element('th', '', row.head);
      th.scope = 'row';
      tr.appendChild(th);
      row.cells.forEach(function (cell, k) { tr.appendChild(figure(row, columns[k], cell, row.decimals === undefined ? decimals : row.decimals, shade, marks[k])); });
    });
    walkable(table);
    return table;
  }

  // allEstimated tells that all figures of a column are estimates: then its
  // head says so, once.
  function allEstimated(rows, k) {
    var cells = rows.map(function (r) { return r.cells[k]; }).filter(function (c) { return c && c.value !== null && c.facts.length; });
    return cells.length > 0 && cells.every(function (c) { return c.flags & tongket.flag.estimate; });
  }

  function figure(row, column, cell, decimals, shade, marked) {
    var td = tongket.element('td');
    if (!cell) { return td; }
    td.textContent = (cell.flags & tongket.flag.estimate && !marked ? tongket.word('estimate') + ' ' : '') + tongket.text(cell, decimals);
    td.tabIndex = -1;
    td.tongketCell = { heading: row.head + ', ' + column, label: '', cell: cell };
    if (cell.flags & tongket.flag.held) { td.className = 'held'; }
    var t = shade ? shade(cell) : null;
    if (t !== null) { td.style.setProperty('--t', (100 * t).toFixed(0) + '%'); }
    return td;
  }

  // walkable lets the arrow keys move over the figures; Tab enters and leaves.
  function walkable(table) {
    var first = table.querySelector('td[tabindex]');
    if (first) { first.tabIndex = 0; }
    table.addEventListener('keydown', function (event) {
      var next = neighbour(event.target.closest('td'), event.key, event.ctrlKey);
      if (!next) { return; }
      event.preventDefault();
      move(table, next);
    });
    table.addEventListener('focusin', function (event) {
      if (event.target.tagName === 'TD') { move(table, event.target); }
    });
  }

  function move(table, td) {
    table.querySelectorAll('td[tabindex="0"]').forEach(function (other) { other.tabIndex = -1; });
    td.tabIndex = 0;
    if (document.activeElement !== td) { td.focus(); }
  }

  function neighbour(td, key, all) {
    if (!td) { return null; }
    var steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -1], End: [0, 1] };
    var step = steps[key], last = null;
    if (!step) { return null; }
    var far = key === 'Home' || key === 'End';
    for (var at = td; (at = beside(at, step));) {
      if (at.tabIndex === -1 && at.tongketCell) {
        last = at;
        if (!far) { break; }
      }
    }
    return last;
  }

  function beside(td, step) {
    var row = td.parentNode;
    for (var i = 0; i < Math.abs(step[0]); i++) { row = row && (step[0] < 0 ? row.previousElementSibling : row.nextElementSibling); }
    var cell = row && row.cells[td.cellIndex + step[1]];
    return cell && cell.tagName === 'TD' ? cell : null;
  }

  // csv writes rows of texts and numbers for Excel as it is set up in Viet Nam:
  // semicolons, decimal commas, a mark of UTF-8. A text that a spreadsheet
  // would run as a formula gets an apostrophe.
  function csv(rows) {
    return '\ufeff' + rows.map(function (row) {
      return row.map(function (value) {
        if (value === null || value === undefined) { return ''; }
        if (typeof value === 'number') { return String(value).replace('.', ','); }
        var s = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
        return /[";\r\n]/.test(s) ? '"' + s.replace(/"/g, '""') + '"' : s;
      }).join(';');
    }).join('\r\n') + '\r\n';
  }

  return { build: build, csv: csv };
})();
