// The case file beside a task's form: a page of our own, from the same origin and for the same signed-in person, so that
// the facts of a case never have to become process variables. Where Tasklist's task column is wide it stands left of the form,
// elsewhere it is a tab. Where a choice sends something, a panel at the bottom shows the letter: what stands in the form is told
// to a page of ours in it.
define(['angular'], function (angular) {
  'use strict';

  // The steps whose choice may send a letter: the form's field for the choice, and the one that the person will read.
  var FOLLOWED = {
    reviewReport: ['finding', null],
    reviewPerformance: ['determination', null],
    decideMeasure: ['measure', 'reasonForPerson'],
    decideHold: ['holdDecision', 'reasonForPerson'],
    reviewHold: ['holdReview', 'reasonForPerson'],
    checkFix: ['fixDecision', 'reasonForPerson'],
    signRefusal: ['signature', null],
    signClosure: ['closureSignature', null],
    reviewRestriction: ['restrictionReview', 'reasonForPerson'],
    decideFreeze: ['freezeDecision', 'reasonForPerson'],
    reviewFreeze: ['freezeReview', null],
    reviewWithheld: ['withheldReview', null],
    investigateFraud: ['finding', null],
    proposeReversal: ['reversalProposal', 'reasonForPerson'],
    signReversal: ['reversalSignature', null],
    settleFraud: ['settlement', 'reasonForPerson'],
    decideAtLimit: ['limitDecision', null],
    decideAppeal: ['appealDecision', 'reasonForPerson'],
    answerMessage: ['messageOutcome', 'reasonForPerson']
  };
  // What the letters about money and about a freeze need besides.
  var AMOUNTS = ['origin', 'holdLines', 'withhold', 'lookAgainDays', 'reversalLines', 'otherRule'];
  var FOLDED = 'fairhold.letter.folded';
  var TYPED = 'camunda-form:';
  // Pixels of Tasklist's task column in which a page and a form both have room.
  var BESIDE_MIN = 800;
  var caseFile = angular.module('fairhold.caseFile', []);

  function address(task) {
    return '/desk/task/' + encodeURIComponent(task.id);
  }

  // form-js keeps values to itself: a field is found by its id in the form's file, a choice by its place in the list.
  function value(component) {
    var field = document.querySelectorAll('.fjs-container [id$="-' + component.id + '"], .fjs-container [id*="-' + component.id + '-"]');
    var inputs = Array.prototype.filter.call(field, function (one) { return /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName); });
    if (component.type === 'radio') {
      var chosen = inputs.findIndex(function (one) { return one.checked; });
      return chosen < 0 ? '' : component.values[chosen].value;
    }
    return inputs.length ? inputs[0].value : '';
  }

  caseFile.controller('fairholdCaseFile', ['$scope', '$sce', function ($scope, $sce) {
    $scope.taskData.observe('task', function (task) {
      $scope.url = task && task.id ? $sce.trustAsResourceUrl(address(task)) : null;
    });
  }]);

  // Lives as long as a task is shown, whatever tab is open.
  caseFile.controller('fairholdBeside', ['$scope', '$http', function ($scope, $http) {
    var frame = null;
    var letter = null;
    var form = null;
    var shown = null;
    // Since this task is shown it was claimed, given back, or handed to somebody.
    var changed = false;

    function column() {
      return document.querySelector('.task-details > .content');
    }

    function page(title, of) {
      var made = document.createElement('iframe');
      made.title = title;
      made.setAttribute('src', of);
      return made;
    }

    function removed(one) {
      if (one) { one.remove(); }
      return null;
    }

    function place() {
      var host = column();
      var beside = Boolean(shown && host && host.clientWidth >= BESIDE_MIN);
      document.body.classList.toggle('fairhold-beside', beside);
      if (!beside) {
        frame = removed(frame);
      } else if (!frame || frame.getAttribute('src') !== address(shown)) {
        frame = removed(frame);
        frame = page('Case file', address(shown));
        frame.id = 'fairhold-case-file';
        host.insertBefore(frame, host.firstChild);
      }
    }

    function placeLetter() {
      var host = column();
      letter = removed(letter);
      var sends = Boolean(shown && host && FOLLOWED[shown.taskDefinitionKey]);
      document.body.classList.toggle('fairhold-letter', sends);
      if (!sends) { return; }
      letter = document.createElement('section');
      letter.id = 'fairhold-letter';
      var fold = document.createElement('button');
      fold.type = 'button';
      fold.textContent = 'The letter, as it would be sent';
      fold.addEventListener('click', function () { folded(!letter.classList.contains('folded')); });
      letter.append(fold, page('Letter', address(shown) + '/letter'));
      host.append(letter);
      folded(sessionStorage.getItem(FOLDED) === 'yes');
    }

    function folded(yes) {
      letter.classList.toggle('folded', yes);
      letter.firstChild.setAttribute('aria-expanded', String(!yes));
      sessionStorage.setItem(FOLDED, yes ? 'yes' : 'no');
    }

    function say(what, to) {
      document.querySelectorAll(to).forEach(function (one) {
        if (one.contentWindow) { one.contentWindow.postMessage(what, location.origin); }
      });
    }

    function sayChanged() {
      say({ kind: 'fairhold.task' }, 'iframe[title="Case file"]');
    }

    function tell() {
      if (!form || !shown) { return; }
      var names = FOLLOWED[shown.taskDefinitionKey];
      var stands = { kind: 'fairhold.form', choice: '', reason: '' };
      form.components.forEach(function (component) {
        if (component.key === names[0]) { stands.choice = value(component); }
        if (names[1] && component.key === names[1]) { stands.reason = value(component); }
        if (AMOUNTS.indexOf(component.key) >= 0) { stands[component.key] = value(component); }
      });
      say(stands, '#fairhold-letter iframe');
    }

    function typed(event) {
      if (event.target.closest && event.target.closest('.fjs-container')) { setTimeout(tell, 0); }
    }

    function ready(event) {
      if (event.origin === location.origin && event.data && event.data.kind === 'fairhold.ready') {
        tell();
        // A page that was on its way meanwhile does not know.
        if (changed) { sayChanged(); }
      }
    }

    $scope.taskData.observe('task', function (task) {
      var same = Boolean(shown && task && task.id === shown.id);
      shown = task && task.id ? task : null;
      if (same) {
        changed = true;
        sayChanged();
        return;
      }
      changed = false;
      form = null;
      place();
      placeLetter();
      if (shown && FOLLOWED[shown.taskDefinitionKey]) {
        var asked = shown.id;
        $http.get('/camunda/api/engine/engine/default/task/' + encodeURIComponent(asked) + '/deployed-form').then(function (answer) {
          if (shown && shown.id === asked) { form = answer.data; tell(); }
        });
      }
    });
    ['input', 'change', 'click', 'keyup'].forEach(function (kind) { document.addEventListener(kind, typed, true); });
    window.addEventListener('message', ready);
    var resized = new ResizeObserver(place);
    if (column()) { resized.observe(column()); }
    $scope.$on('$destroy', function () {
      ['input', 'change', 'click', 'keyup'].forEach(function (kind) { document.removeEventListener(kind, typed, true); });
      window.removeEventListener('message', ready);
      resized.disconnect();
      shown = null;
      place();
      placeLetter();
    });
  }]);

  caseFile.config(['ViewsProvider', function (ViewsProvider) {
    ViewsProvider.registerDefaultView('tasklist.task.detail', {
      id: 'case-file',
      label: 'Case file',
      priority: 500,
      controller: 'fairholdCaseFile',
      template: '<iframe ng-if="url" ng-src="{{url}}" title="Case file" class="fairhold-tab"></iframe>'
    });
    ViewsProvider.registerDefaultView('tasklist.task.action', {
      id: 'fairhold-beside',
      controller: 'fairholdBeside',
      template: '<span></span>'
    });
  }]);

  // What somebody typed is about a person. Tasklist keeps unsent forms in this browser when they are saved or the session
  // ends; they help whoever comes back, and go when somebody signs out, because the machine may be shared.
  caseFile.run(['$rootScope', function ($rootScope) {
    // Tasklist saves an open form once more when it then asks for a sign-in, so that once is not enough.
    var signedOut = false;
    function forget() {
      if (!signedOut) { return; }
      Object.keys(localStorage).forEach(function (key) {
        if (key.indexOf(TYPED) === 0) { localStorage.removeItem(key); }
      });
    }
    $rootScope.$on('authentication.logout.success', function () {
      signedOut = true;
      forget();
      setTimeout(forget, 500);
    });
    $rootScope.$on('authentication.login.required', function () { setTimeout(forget, 0); });
    $rootScope.$on('authentication.login.success', function () { signedOut = false; });
    var style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = '/camunda/app/tasklist/scripts/case-file/beside.css';
    document.head.appendChild(style);
  }]);

  return caseFile;
});
