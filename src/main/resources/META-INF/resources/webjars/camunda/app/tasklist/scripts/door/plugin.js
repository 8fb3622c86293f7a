// What the door refuses, said where the eye is, and a lead's way to hand a task to a colleague.
define(['angular'], function (angular) {
  'use strict';

  var door = angular.module('fairhold.door', []);

  // The engine puts its own words and the field's key before ours.
  function ours(message) {
    return /ENGINE-\d|Exception/.test(message)
      ? 'Something failed here, and the task is still open. Try again; if it fails again, tell your administrator.'
      : message.replace(/^Cannot submit task form \S+: /, '').replace(/^[a-z][A-Za-z]*: /, '');
  }

  function clear() {
    document.querySelectorAll('.fairhold-refusal').forEach(function (one) { one.remove(); });
  }

  // The form marks by itself what is missing; a refusal of the desk stands above the buttons until the task is done or left.
  function say(message) {
    clear();
    var marked = document.querySelector('.form-pane .fjs-has-errors');
    var buttons = document.querySelector('.form-pane .form-actions');
    if (message && buttons) {
      var refusal = document.createElement('div');
      refusal.className = 'alert alert-danger fairhold-refusal';
      refusal.setAttribute('role', 'alert');
      refusal.textContent = ours(message);
      buttons.parentNode.insertBefore(refusal, buttons);
      buttons.scrollIntoView({ block: 'nearest' });
    } else if (marked) {
      marked.scrollIntoView({ block: 'nearest' });
    }
  }

  // Leaving a field makes the form check and resize it, which moves the buttons from under the press that left it.
  document.addEventListener('pointerdown', function (event) {
    var button = event.target.closest && event.target.closest('.form-pane .form-actions button');
    if (button) { button.setPointerCapture(event.pointerId); }
  }, true);

  // Nothing of a person stays in the page, and where a provider signs people in the server takes over from here.
  door.run(['$rootScope', '$window', function ($rootScope, $window) {
    $rootScope.$on('authentication.logout.success', function (event) {
      event.preventDefault();
      $window.location.assign($window.location.pathname);
    });
  }]);

  door.decorator('Notifications', ['$delegate', '$injector', function (notifications, $injector) {
    var toast = notifications.addError;
    notifications.addError = function (error) {
      if (error.status === $injector.get('$translate').instant('COMPLETE_ERROR')) {
        say(error.message);
      } else {
        toast.call(notifications, error);
      }
    };
    return notifications;
  }]);

  door.controller('fairholdHandOver', ['$scope', '$http', 'camAPI', 'Notifications', function ($scope, $http, camAPI, Notifications) {
    var data = $scope.taskData.newChild($scope);
    var task = null;
    $scope.colleagues = [];
    $scope.chosen = {};

    data.observe('task', function (shown) {
      if (!shown || !task || shown.id !== task.id) { clear(); }
      task = shown && shown.id ? shown : null;
      $scope.colleagues = [];
      $scope.chosen = {};
      if (task) {
        var asked = task;
        $http.get('/desk/task/' + encodeURIComponent(asked.id) + '/colleagues').then(function (answer) {
          if (task === asked) { $scope.colleagues = answer.data; }
        });
      }
    });

    $scope.handOver = function () {
      var to = $scope.chosen.to;
      camAPI.resource('task').assignee(task.id, to.id, function (refused) {
        if (refused) {
          Notifications.addError({ status: 'Not handed over', message: refused.message, exclusive: true, scope: $scope });
        } else {
          Notifications.addMessage({ status: 'Handed over', message: to.name + ' has it now.', duration: 5000 });
        }
        data.changed('task');
        data.changed('taskList');
      });
    };
  }]);

  door.config(['ViewsProvider', function (ViewsProvider) {
    ViewsProvider.registerDefaultView('tasklist.task.action', {
      id: 'fairhold-hand-over',
      controller: 'fairholdHandOver',
      template: '<span class="fairhold-hand-over" ng-show="colleagues.length">'
        + '<select aria-label="Hand over to" ng-model="chosen.to" ng-options="one.name for one in colleagues">'
        + '<option value="">Hand over to …</option></select> '
        + '<button type="button" class="btn btn-link" ng-show="chosen.to" ng-click="handOver()">Hand over</button></span>'
    });
  }]);

  return door;
});
