// The case file beside a task's form: a page of our own, from the same origin and for the same signed-in person, so that
// the facts of a case never have to become process variables. Where Tasklist's task column is wide it stands left of the form,
// elsewhere it is a tab. What stands in the form is told to the page, which shows the letter as it would be sent.
define(['angular'], function (angular) {
  'use strict';

  var FOLLOWED = { decideMeasure: ['measure', 'reasonForPerson'], reviewReport: ['finding', null] };
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
    var form = null;
    var shown = null;

    function place() {
      var host = document.querySelector('.task-details > .content');
      var beside = Boolean(shown && host && host.clientWidth >= BESIDE_MIN);
      document.body.classList.toggle('fairhold-beside', beside);
      if (!beside) {
        if (frame) { frame.remove(); frame = null; }
        return;
      }
      if (!frame) {
        frame = document.createElement('iframe');
        frame.id = 'fairhold-case-file';
        frame.title = 'Case file';
        host.insertBefore(frame, host.firstChild);
      }
      if (frame.getAttribute('src') !== address(shown)) { frame.setAttribute('src', address(shown)); }
    }

    function tell() {
      if (!form || !shown) { return; }
      var names = FOLLOWED[shown.taskDefinitionKey];
      var say = { kind: 'fairhold.form', choice: '', reason: '' };
      form.components.forEach(function (component) {
        if (component.key === names[0]) { say.choice = value(component); }
        if (names[1] && component.key === names[1]) { say.reason = value(component); }
      });
      document.querySelectorAll('#fairhold-case-file, iframe[title="Case file"]').forEach(function (one) {
        if (one.contentWindow) { one.contentWindow.postMessage(say, location.origin); }
      });
    }

    function typed(event) {
      if (event.target.closest && event.target.closest('.fjs-container')) { setTimeout(tell, 0); }
    }

    function ready(event) {
      if (event.origin === location.origin && event.data && event.data.kind === 'fairhold.ready') { tell(); }
    }

    $scope.taskData.observe('task', function (task) {
      shown = task && task.id ? task : null;
      form = null;
      place();
      if (shown && FOLLOWED[shown.taskDefinitionKey]) {
        var asked = shown.id;
        $http.get('/camunda/api/engine/engine/default/task/' + encodeURIComponent(asked) + '/deployed-form').then(function (answer) {
          if (shown && shown.id === asked) { form = answer.data; tell(); }
        });
      }
    });
    ['input', 'change', 'click', 'keyup'].forEach(function (kind) { document.addEventListener(kind, typed, true); });
    window.addEventListener('message', ready);
    var column = document.querySelector('.task-details > .content');
    var resized = new ResizeObserver(place);
    if (column) { resized.observe(column); }
    $scope.$on('$destroy', function () {
      ['input', 'change', 'click', 'keyup'].forEach(function (kind) { document.removeEventListener(kind, typed, true); });
      window.removeEventListener('message', ready);
      resized.disconnect();
      shown = null;
      place();
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
