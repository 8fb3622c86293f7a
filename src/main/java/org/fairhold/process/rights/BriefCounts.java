package org.fairhold.process.rights;

import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.TaskQueryImpl;

/**
 * Stops counting a queue at {@value #MOST}. Tasklist asks for the count with every page of everybody's list, and no analyst
 * acts differently on 1,000 tasks than on 100,000; Tasklist shows it as "999+". All other counts stay exact.
 */
class BriefCounts extends PlannedAnew {
    static final int MOST = 1000;

    private static final String EXACT = "selectTaskCountByQueryCriteria";
    private static final String BRIEF = "selectTaskCountOfQueue";
    private static final String END = ") countDistinct";

    /** Adds the brief count to the engine's statements: the engine's own SQL of the exact one, with a limit inside. */
    static void addTo(Configuration statements) {
        var exact = statements.getMappedStatement(EXACT);
        statements.addMappedStatement(new MappedStatement.Builder(
                        statements,
                        exact.getId().replace(EXACT, BRIEF),
                        query -> brief(statements, exact.getBoundSql(query)),
                        SqlCommandType.SELECT)
                .resultMaps(exact.getResultMaps())
                .build());
    }

    private static BoundSql brief(Configuration statements, BoundSql exact) {
        var sql = exact.getSql().stripTrailing();
        if (!sql.endsWith(END)) {
            throw new IllegalStateException("the engine counts tasks in another way: " + sql);
        }
        var brief = new BoundSql(
                statements,
                "%s limit %d%s".formatted(sql.substring(0, sql.length() - END.length()), MOST, END),
                exact.getParameterMappings(),
                exact.getParameterObject());
        exact.getAdditionalParameters().forEach(brief::setAdditionalParameter);
        return brief;
    }

    @Override
    public long findTaskCountByQueryCriteria(TaskQueryImpl query) {
        if (!askedByQueue()) {
            return super.findTaskCountByQueryCriteria(query);
        }
        configureQuery(query);
        return (Long) getDbEntityManager().selectOne(BRIEF, query);
    }
}
