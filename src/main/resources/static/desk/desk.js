// What the keyboard does on the desk's own pages, and the letter that follows the form beside which a page stands.
// Everything works without this file: there are links, and a button that shows the letter.
(function () {
  'use strict';

  var find = document.getElementById('find');
  var parts = Array.prototype.slice.call(document.querySelectorAll('main h2'));

  function typing(target) {
    return target.closest('input, textarea, select') !== null;
  }

  function go(step) {
    var top = 60;
    var next = step > 0
      ? parts.find(function (part) { return part.getBoundingClientRect().top > top + 5; })
      : parts.slice().reverse().find(function (part) { return part.getBoundingClientRect().top < top - 15; });
    if (next) {
      next.tabIndex = -1;
      next.focus();
      next.scrollIntoView();
    }
  }

  document.addEventListener('keydown', function (event) {
    if (find && (event.ctrlKey || event.metaKey) && event.key === 'k') {
      event.preventDefault();
      find.focus();
      find.select();
    } else if (!event.ctrlKey && !event.altKey && !event.metaKey && !typing(event.target)) {
      if (event.key === 'j') { go(1); }
      if (event.key === 'k') { go(-1); }
    }
  });

  // A wide diagram opens where the case stands.
  document.querySelectorAll('.scroll').forEach(function (box) {
    var here = box.querySelector('.here');
    if (here) { box.scrollLeft += here.getBoundingClientRect().left - box.getBoundingClientRect().left - box.clientWidth / 2; }
  });

  // Somebody has claimed the task beside which this page stands, or given it back: the page says who has it now.
  function standsNow() {
    fetch(location.href, { headers: { Accept: 'text/html' } })
      .then(function (answer) { return answer.ok ? answer.text() : ''; })
      .then(function (page) {
        var now = new DOMParser().parseFromString(page, 'text/html').getElementById('state');
        var before = document.getElementById('state');
        if (now && before) { before.replaceWith(document.adoptNode(now)); }
      })
      .catch(function () {});
  }

  var form = document.getElementById('letterForm');
  var shown = document.getElementById('letter');
  var waiting;
  var asked = 0;

  function show() {
    var mine = ++asked;
    fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { Accept: 'text/html' } })
      .then(function (answer) { return answer.text(); })
      .then(function (page) {
        if (mine === asked) {
          var letter = new DOMParser().parseFromString(page, 'text/html').getElementById('letter');
          shown.replaceChildren.apply(shown, letter ? Array.from(letter.childNodes) : ['The letter cannot be shown. Load the page again.']);
        }
      })
      .catch(function () { shown.textContent = 'The desk does not answer. What you typed is still in the form.'; });
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(show, 400);
  }

  if (form) {
    form.addEventListener('input', later);
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      show();
    });
  }

  // Tasklist's plugin says what stands in its form, and when its task changes. Only a page of the same origin can.
  window.addEventListener('message', function (event) {
    if (event.origin !== location.origin || !event.data) { return; }
    if (event.data.kind === 'fairhold.task') { standsNow(); }
    if (event.data.kind === 'fairhold.form' && form) {
      document.body.classList.add('follows');
      form.elements.choice.value = event.data.choice || '';
      form.elements.reason.value = event.data.reason || '';
      ['origin', 'holdLines', 'withhold', 'lookAgainDays', 'reversalLines'].forEach(function (name) {
        if (form.elements[name]) { form.elements[name].value = event.data[name] || ''; }
      });
      later();
    }
  });
  if (window.parent !== window) {
    window.parent.postMessage({ kind: 'fairhold.ready' }, location.origin);
  }
})();
