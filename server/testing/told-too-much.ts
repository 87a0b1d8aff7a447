/** What an answer to a fault may not hold: frames, paths, statements, names of the database and of the system. */
export const LEAKS = /\bat .+:\d+:\d+|node_modules|\.ts:|\/server\/|select .+ from|insert into|relation "|syntax error|ECONN|errno|stack/i;
