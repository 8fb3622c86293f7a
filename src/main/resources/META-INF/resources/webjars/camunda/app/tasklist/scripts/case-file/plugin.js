// The "Case file" tab beside a task's form: a page of our own, from the same origin and for the same signed-in person,
// so that the facts of a case never have to become process variables.
define(['angular'], function (angular) {
  'use strict';

  var caseFile = angular.module('fairhold.caseFile', []);

  caseFile.controller('fairholdCaseFile', ['$scope', '$sce', function ($scope, $sce) {
    $scope.taskData.observe('task', function (task) {
      $scope.url = task && task.id ? $sce.trustAsResourceUrl('/desk/task/' + encodeURIComponent(task.id)) : null;
    });
  }]);

  caseFile.config(['ViewsProvider', function (ViewsProvider) {
    ViewsProvider.registerDefaultView('tasklist.task.detail', {
      id: 'case-file',
      label: 'Case file',
      priority: 1500,
      controller: 'fairholdCaseFile',
      template: '<iframe ng-if="url" ng-src="{{url}}" title="Case file" style="border:0;width:100%;height:75vh"></iframe>'
    });
  }]);

  return caseFile;
});
