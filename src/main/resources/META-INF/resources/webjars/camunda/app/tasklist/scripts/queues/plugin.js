// What the queues' list lacks: late tasks that look late, cards that show all of their few codes, a count that says where it
// stopped, and the way to the fourth queue, which is a page because nobody has a task while a case waits for the person.
define(['angular'], function (angular) {
  'use strict';

  // Where the server stops counting; see BriefCounts.
  var MOST = 1000;

  var style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = document.querySelector('base').getAttribute('app-root') + '/app/tasklist/scripts/queues/queues.css';
  document.head.appendChild(style);

  var queues = angular.module('fairhold.queues', []);

  // Tasklist shows a queue's count as <span class="counter"> beside its name and <span class="total-results"> in the search.
  ['counter', 'totalResults'].forEach(function (name) {
    queues.directive(name, function () {
      return {
        restrict: 'C',
        link: function (scope, element) {
          scope.$watch(function () { return element.text().trim(); }, function (count) {
            if (count === String(MOST)) {
              element[0].firstChild.nodeValue = (MOST - 1) + '+';
            }
          });
        }
      };
    });
  });

  queues.config(['ViewsProvider', function (ViewsProvider) {
    ViewsProvider.registerDefaultView('tasklist.navbar.action', {
      id: 'waiting-for-the-person',
      priority: 900,
      template: '<a href="/desk/waiting">4 Waiting for the person</a>'
    });
  }]);

  return queues;
});
