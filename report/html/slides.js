// Presentation: full screen, one chart a slide, large type, keys.
tongket.slides = (function () {
  'use strict';

  var data = tongket.data;
  var box = document.getElementById('trinh-chieu'), stage = box.querySelector('.slide');
  var list = [], at = 0, from = null;

  var most = 15;

  // plan lists the slides. Of the whole overview: the conclusion first, then what
  // carries it, the targets that were missed, and a slide a field. Of a few
  // indicators: the title, then of each the years and, if it has any, the places.
  function plan(indicators) {
    var page = document.getElementById('tom-tat');
    if (page && !page.hidden && indicators.length === data.indicators.length) {
      list = [{ title: true }];
      ['.misses', '.scores', '.gap', '.ahead'].forEach(function (part) { if (page.querySelector(part)) { list.push({ part: part }); } });
      var fields = Array.prototype.slice.call(document.querySelectorAll('.field'));
      var judged = fields.filter(function (f) { return f.querySelector('.card .goal'); });
      if (judged.length) { fields = judged; }
      var room = most - list.length - fields.length;
      var missed = indicators.filter(function (i) { return data.indicators[i].v === 'not-met'; });
      missed.slice(0, Math.max(0, room)).forEach(function (i) { list.push({ i: i }); });
      fields.slice(0, most - list.length).forEach(function (f) { list.push({ field: f }); });
      return;
    }
    list = [{ title: true }];
    indicators.forEach(function (i) {
      list.push({ i: i });
      if (data.indicators[i].b) { list.push({ i: i, places: true }); }
    });
    list = list.slice(0, Math.max(most, indicators.length === 1 ? list.length : most));
  }

  // copy is a part of the page as a slide shows it: without what can be followed.
  function copy(from) {
    var e = from.cloneNode(true);
    e.querySelectorAll('[id]').forEach(function (x) { x.removeAttribute('id'); });
    e.querySelectorAll('a').forEach(function (a) {
      var span = tongket.element('span', a.className);
      while (a.firstChild) { span.appendChild(a.firstChild); }
      a.replaceWith(span);
    });
    e.querySelectorAll('[tabindex]').forEach(function (x) { x.removeAttribute('tabindex'); });
    return e;
  }

  function part(selector) {
    var all = tongket.element('div', 'summary of-slide');
    all.tabIndex = 0; // it may have to be scrolled
    all.appendChild(copy(document.querySelector('#tom-tat ' + selector)));
    stage.appendChild(all);
  }

  // ofField is a field at a glance: its balance and its indicators with a target.
  function ofField(section) {
    var all = tongket.element('div', 'field-slide'), shown = 12;
    all.tabIndex = 0; // it may have to be scrolled
    all.appendChild(copy(section.querySelector('h2')));
    var cards = Array.prototype.slice.call(section.querySelectorAll('.card')), judged = cards.filter(function (c) { return data.indicators[Number(c.dataset.i)].v; });
    var list = tongket.element('ul', 'glance');
    (judged.length ? judged : cards).slice(0, shown).forEach(function (c) {
      var li = tongket.element('li'), value = c.querySelector('.value'), total = c.querySelector('.total dd'), goal = c.querySelector('.goal dd');
      li.appendChild(tongket.element('span', 'what', c.querySelector('h3').textContent));
      // What was judged stands beside its target: of a flow the term's total.
      li.appendChild(tongket.element('span', 'much', total ? total.textContent : value ? value.textContent.trim() : '…'));
      li.appendChild(tongket.element('span', 'aim', goal && goal.textContent ? tongket.word('slideGoal', { goal: goal.textContent }) : ''));
      li.appendChild(copy(c.querySelector('.badge')));
      list.appendChild(li);
    });
    all.appendChild(list);
    var more = cards.length - Math.min(shown, (judged.length ? judged : cards).length);
    if (more > 0) { all.appendChild(tongket.element('p', 'note', tongket.word('slidesMore', { n: more }))); }
    stage.appendChild(all);
  }

  function open(indicators, slide) {
    plan(indicators);
    if (box.hidden) { from = document.activeElement; }
    box.hidden = false;
    document.body.classList.add('presenting');
    if (document.fullscreenEnabled && !document.fullscreenElement && navigator.userActivation && navigator.userActivation.isActive) {
      document.documentElement.requestFullscreen().catch(function () { /* the page fills the window all the same */ });
    }
    show(slide || 0);
  }

  function close() {
    if (box.hidden) { return; }
    box.hidden = true;
    document.body.classList.remove('presenting');
    tongket.draw.clear();
    if (document.fullscreenElement) { document.exitFullscreen(); }
    if (from && from.focus) { from.focus(); }
  }

  function show(slide) {
    at = Math.min(Math.max(slide, 0), list.length - 1);
    tongket.draw.clear();
    tongket.source.hide();
    stage.replaceChildren();
    if (list[at].title) { title(); } else if (list[at].part) { part(list[at].part); } else if (list[at].field) { ofField(list[at].field); } else { indicator(list[at]); }
    box.querySelector('.where').textContent = tongket.word('slide', { n: at + 1, of: list.length });
    tongket.atSlide(at);
    stage.focus();
  }

  function title() {
    var head = tongket.element('div', 'head');
    document.querySelectorAll('#dau-trang .who, #dau-trang h1, #dau-trang .lines').forEach(function (e) { head.appendChild(e.cloneNode(true)); });
    var said = document.querySelector('#tom-tat .headline');
    if (said) { head.appendChild(tongket.element('p', 'headline', said.textContent)); }
    var balance = document.querySelector('.balance').cloneNode(true);
    balance.querySelectorAll('[id]').forEach(function (e) { e.removeAttribute('id'); });
    balance.removeAttribute('aria-labelledby');
    balance.querySelectorAll('.chips, .to-comments').forEach(function (e) { e.remove(); });
    balance.querySelectorAll('button').forEach(function (b) {
      var div = tongket.element('div', b.className);
      while (b.firstChild) { div.appendChild(b.firstChild); }
      b.replaceWith(div);
    });
    var fields = tongket.element('div', 'fields');
    document.querySelectorAll('.field > h2').forEach(function (h) {
      if (!h.querySelector('.tally > *')) { return; } // nothing of it was judged
      var copy = h.cloneNode(true);
      copy.removeAttribute('id');
      fields.appendChild(copy);
    });
    var all = tongket.element('div', 'title');
    all.tabIndex = 0; // it may have to be scrolled
    all.append(head, balance, fields);
    stage.appendChild(all);
  }

  function indicator(slide) {
    var p = tongket.view.parts(slide.i), x = p.x;
    var head = tongket.element('div', 'slide-head');
    var bars = slide.places ? tongket.places.kinds(p).bars : null;
    head.appendChild(tongket.element('p', 'field-name', [data.fields[x.f], x.n + (x.u ? ' (' + x.u + ')' : '')].filter(Boolean).join(' · ')));
    head.appendChild(tongket.element('h2', 'name', bars ? bars.title : x.h || x.n));
    if (x.v && !bars) { head.appendChild(tongket.element('p', 'badge v-' + x.v, x.w)); }
    stage.appendChild(head);
    if (!slide.places) {
      var figures = tongket.element('dl', 'figures');
      x.k.forEach(function (f) {
        if (data.names[f[0]] === tongket.word('yearly')) { return; }
        var div = tongket.element('div');
        div.appendChild(tongket.element('dt', '', data.names[f[0]]));
        div.appendChild(tongket.element('dd', '', f[1]));
        figures.appendChild(div);
      });
      stage.appendChild(figures);
    }
    var canvas = tongket.element('div', 'canvas');
    stage.appendChild(canvas);
    if (slide.places) {
      tongket.draw.custom(canvas, bars.make, tongket.word('drawing', { title: bars.title }), Math.max(0.8, Math.min(2, (canvas.clientHeight - 10) / (p.lines.length * 26 + 26))));
      return;
    }
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-label', tongket.word('chart', { name: x.n }));
    tongket.draw.chart(canvas, { option: p.options[0], tip: tongket.view.yearTip(p), count: p.years.length, scale: scale() });
  }

  function scale() { return Math.min(2, Math.max(1, Math.min(window.innerWidth / 1000, window.innerHeight / 620))); }

  box.addEventListener('click', function (event) {
    var b = event.target.closest('[data-slide]');
    if (!b) { return; }
    if (b.dataset.slide === 'end') { tongket.leaveSlides(); }
    if (b.dataset.slide === 'first') { show(0); }
    if (b.dataset.slide === 'back') { show(at - 1); }
    if (b.dataset.slide === 'on') { show(at + 1); }
  });

  document.addEventListener('keydown', function (event) {
    if (box.hidden || event.altKey || event.ctrlKey || event.metaKey) { return; }
    var onChart = event.target.classList && event.target.classList.contains('canvas');
    var onButton = event.target.tagName === 'BUTTON';
    if (event.key === 'Escape') { tongket.leaveSlides(); return; }
    if (event.key === 'Tab') { keepInside(event); return; }
    if (onChart && event.key.slice(0, 5) === 'Arrow') { return; }
    if (onButton && (event.key === ' ' || event.key === 'Enter')) { return; }
    var to = { ArrowRight: at + 1, PageDown: at + 1, ' ': at + 1, ArrowLeft: at - 1, PageUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (to !== undefined) { event.preventDefault(); show(to); }
  });

  // Escape in full screen belongs to the browser: it leaves full screen, and
  // with it the presentation.
  document.addEventListener('fullscreenchange', function () {
    if (!document.fullscreenElement && !box.hidden) { tongket.leaveSlides(); }
  });

  // keepInside turns the Tab key round within the dialogue.
  function keepInside(event) {
    var stops = box.querySelectorAll('button, [tabindex="0"]');
    var first = stops[0], last = stops[stops.length - 1];
    if (event.shiftKey && (document.activeElement === first || document.activeElement === stage)) { event.preventDefault(); last.focus(); }
    if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); first.focus(); }
  }

  return { open: open, close: close };
})();
